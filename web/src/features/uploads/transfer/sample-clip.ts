import { startUpload } from './uploader';

const sampleUrl = `${import.meta.env.BASE_URL}sample/openvod-sample.mp4`;

/** Uploads the clip that comes with the console. Throws when this build was made without it. */
export async function uploadSample(app: number): Promise<void> {
  const answer = await fetch(sampleUrl, { credentials: 'omit' });
  const type = answer.headers.get('Content-Type') ?? '';
  if (!answer.ok || !type.startsWith('video/')) throw new Error('no sample clip');
  const file = new File([await answer.blob()], 'openvod sample.mp4', { type: 'video/mp4' });
  startUpload(app, file);
}
