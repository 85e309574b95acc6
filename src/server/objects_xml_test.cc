#include "server/objects_xml.h"

#include <gtest/gtest.h>

#include "model/errors.h"
#include "model/limits.h"

namespace vod {
namespace {

std::string listed(std::string_view xml) {
  const auto parts = parse_complete(xml);
  if (!parts) return std::string(error_row(parts.error().code).wire_code);
  std::string text;
  for (const auto& part : parts.value()) text += std::to_string(part.number) + "=" + part.etag + " ";
  return text;
}

TEST(CompleteXml, EveryClientsFormIsRead) {
  // Node and browser, Go, Python, and by hand.
  EXPECT_EQ(listed("<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>&quot;aa&quot;</ETag></Part>"
                   "<Part><PartNumber>2</PartNumber><ETag>&quot;bb&quot;</ETag></Part></CompleteMultipartUpload>"),
            "1=aa 2=bb ");
  EXPECT_EQ(listed("<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>&#34;aa&#34;</ETag></Part>"
                   "</CompleteMultipartUpload>"),
            "1=aa ");
  EXPECT_EQ(listed("<?xml version='1.0' encoding='utf8'?>\n<CompleteMultipartUpload>\n <Part>\n"
                   "  <ETag>\"aa\"</ETag>\n  <PartNumber> 1 </PartNumber>\n </Part>\n</CompleteMultipartUpload>\n"),
            "1=aa ");
  EXPECT_EQ(listed("<CompleteMultipartUpload xmlns=\"http://x\"><Part><PartNumber>7</PartNumber><ETag>aa</ETag>"
                   "<Extra/></Part></CompleteMultipartUpload>"),
            "7=aa ");
  EXPECT_EQ(listed("<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag><![CDATA[\"aa\"]]></ETag></Part>"
                   "</CompleteMultipartUpload>"),
            "1=aa ");
}

TEST(CompleteXml, TheOrderOfTheListIsKept) {
  EXPECT_EQ(listed("<CompleteMultipartUpload><Part><PartNumber>2</PartNumber><ETag>b</ETag></Part>"
                   "<Part><PartNumber>1</PartNumber><ETag>a</ETag></Part></CompleteMultipartUpload>"),
            "2=b 1=a ");
}

TEST(CompleteXml, WhatIsNoListIsMalformed) {
  for (const char* xml :
       {"", "text", "<", "<a/>", "<CompleteMultipartUpload/>",
        "<CompleteMultipartUpload><Part/></CompleteMultipartUpload>",
        "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber></Part></CompleteMultipartUpload>",
        "<CompleteMultipartUpload><Part><PartNumber>x</PartNumber><ETag>a</ETag></Part></CompleteMultipartUpload>",
        "<CompleteMultipartUpload><Part><PartNumber>99999999999999999999</PartNumber><ETag>a</ETag></Part>"
        "</CompleteMultipartUpload>",
        "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>a</ETag></Part>", "{\"json\": true}"}) {
    EXPECT_EQ(listed(xml), "MalformedXML") << xml;
  }
}

TEST(CompleteXml, EntitiesOfTheBodysOwnAreNotResolved) {
  const std::string xml =
      "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><CompleteMultipartUpload><Part>"
      "<PartNumber>1</PartNumber><ETag>&e;</ETag></Part></CompleteMultipartUpload>";
  EXPECT_EQ(listed(xml), "1=&e; ");
}

TEST(CompleteXml, MorePartsThanThereCanBeAreRefused) {
  std::string xml = "<CompleteMultipartUpload>";
  for (int i = 0; i <= limits::upload_parts_max; ++i) xml += "<Part><PartNumber>1</PartNumber><ETag>a</ETag></Part>";
  EXPECT_EQ(listed(xml + "</CompleteMultipartUpload>"), "MalformedXML");
}

TEST(ObjectXml, TextsFromOutsideAreEscaped) {
  const std::string xml = error_xml("AccessDenied", "<script>&\"",
                                    "/a\x01"
                                    "b\xff",
                                    "id");
  EXPECT_NE(xml.find("<Message>&lt;script&gt;&amp;\""), std::string::npos) << xml;
  EXPECT_EQ(xml.find('\x01'), std::string::npos);
  EXPECT_EQ(xml.find('\xff'), std::string::npos);
}

TEST(ObjectXml, FlagsAndTextsAreWrittenAsTheyAre) {
  UploadListing listing;
  listing.prefix = "a b/c";
  listing.is_url_encoded = true;
  listing.uploads.push_back({"U1", "/a b/c.mp4", {}, {}, "", 0, {}, 0});
  const std::string xml = list_uploads_xml(listing);
  EXPECT_NE(xml.find("<ListMultipartUploadsResult>"), std::string::npos);
  EXPECT_NE(xml.find("<IsTruncated>false</IsTruncated>"), std::string::npos);
  EXPECT_NE(xml.find("<Prefix>a%20b/c</Prefix>"), std::string::npos);
  EXPECT_NE(xml.find("<Key>a%20b/c.mp4</Key><UploadId>U1</UploadId><StorageClass>STANDARD</StorageClass>"),
            std::string::npos)
      << xml;
}

}  // namespace
}  // namespace vod
