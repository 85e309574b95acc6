#include "main/root_key.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstring>
#include <fstream>
#include <sstream>

#include "model/errors.h"

namespace vod {
namespace {

Error failed(const std::filesystem::path& file, const char* what) {
  return error(ErrorCode::io_failed, file.string(),
               file.string() + ": " + what + " failed: " + std::strerror(errno) + ".");
}

Result<RootKeyPair> read_pair(const std::filesystem::path& file) {
  std::ifstream stream(file);
  std::stringstream text;
  text << stream.rdbuf();
  boost::system::error_code problem;
  const auto value = boost::json::parse(text.str(), problem);
  const auto* object = problem ? nullptr : value.if_object();
  const auto member = [&](const char* name) -> std::string {
    const auto* found = object == nullptr ? nullptr : object->if_contains(name);
    return found != nullptr && found->is_string() ? std::string(found->as_string()) : std::string();
  };
  RootKeyPair pair{member("secret_id"), member("secret_key")};
  if (!pair.secret_id.empty() && !pair.secret_key.empty()) return pair;
  return error(
      ErrorCode::io_failed, file.string(),
      file.string() +
          ": not a key file: it must hold secret_id and secret_key. Repair it, or move it away to get a new pair.");
}

}  // namespace

Done write_whole_file(const std::filesystem::path& file, std::string_view text, unsigned mode) {
  const std::filesystem::path fresh = file.string() + ".new";
  const int descriptor = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
  if (descriptor < 0) return failed(fresh, "opening");
  bool is_written = ::fchmod(descriptor, mode) == 0;
  while (is_written && !text.empty()) {
    const ssize_t count = ::write(descriptor, text.data(), text.size());
    is_written = count > 0;
    if (is_written) text.remove_prefix(static_cast<std::size_t>(count));
  }
  is_written = is_written && ::fdatasync(descriptor) == 0;
  ::close(descriptor);
  if (!is_written) return failed(fresh, "writing");
  if (::rename(fresh.c_str(), file.c_str()) != 0) return failed(file, "renaming");
  return done();
}

Result<RootKeyFile> load_root_key(const Settings& settings, const std::filesystem::path& data, Random& random) {
  RootKeyFile key;
  key.file = data / "root-key.json";
  if (!settings.secret_id.empty()) {
    key.pair = {settings.secret_id, settings.secret_key};
  } else if (std::filesystem::exists(key.file)) {
    VOD_TRY(key.pair, read_pair(key.file));
    return key;
  } else {
    key.pair = {"AKID" + random.alphanumeric(32), random.alphanumeric(32)};
  }
  const boost::json::object object{{"secret_id", key.pair.secret_id}, {"secret_key", key.pair.secret_key}};
  VOD_TRY(write_whole_file(key.file, boost::json::serialize(object) + "\n", 0600));
  return key;
}

}  // namespace vod
