/** What the server takes (src/model/media_types.cc; a test compares), so that a wrong file is told before it is sent. */
export const mediaTypes: ReadonlySet<string> = new Set(
  (
    'mp4 mov m4v mp4v f4v qt webm mkv flv avi wmv wm asf asx rm rmvb ram mpeg mpg mpe vob dat 3gp ts m3u8 mxf ' +
    'mp3 m4a aac flac ogg wav ra amr ' +
    'jpg jpeg png gif bmp tiff tif ai cdr eps heif'
  ).split(' '),
);
