#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/objects.h"
#include "server/objects_answer.h"
#include "server/objects_request.h"

namespace vod {

/// The bytes that a Range header asks for.
struct ByteRange {
  std::uint64_t offset = 0;
  std::uint64_t size_bytes = 0;
};

/// What comes of a Range header: all bytes, some, or none that the object has.
struct RangeChoice {
  enum class Kind { whole, part, unsatisfiable } kind = Kind::whole;
  ByteRange range;
};

/// RFC 9110, section 14. A header that is malformed or of another unit is ignored. So is one with several ranges: a
/// server may answer with the whole (section 14.2), and players ask for one range at a time.
RangeChoice choose_range(std::string_view header, std::uint64_t object_bytes);

/// Answers GET and HEAD of stored paths. `is_signed` calls are object storage's and see its hash headers, too.
class Downloads {
 public:
  explicit Downloads(engine::Objects& objects) : objects_(objects) {}
  ObjectPlan answer(const ObjectCall& call, const AnswerMaker& answers) const;

 private:
  Result<ObjectPlan> answer_now(const ObjectCall& call, const AnswerMaker& answers) const;
  Result<ObjectPlan> playlist_for(const catalogue::ObjectRow& object, std::string_view token,
                                  const std::string& method, const AnswerMaker& answers) const;
  Result<std::string> read_whole(const catalogue::ObjectRow& object) const;

  engine::Objects& objects_;
};

}  // namespace vod
