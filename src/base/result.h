// The room base: our vocabulary, and nothing about media. Results and errors, ids, time, chance, text, hashes, logging.
// Everything above speaks in these words. It refuses to know the domain, the network, the disk and the database.
#pragma once

#include <boost/outcome/basic_result.hpp>
#include <boost/outcome/policy/terminate.hpp>
#include <boost/outcome/try.hpp>
#include <cstdint>
#include <string>
#include <utility>

namespace vod {

/// What went wrong. The values and their wire texts stand in one table, model/errors.h.
enum class ErrorCode : std::uint16_t;

/// Expected trouble, as a value. `subject` names what it is about (a field path, an id, a file), `detail` says what is
/// wrong with it, with the value and the rule, as a whole sentence that may be shown to the caller.
struct Error {
  ErrorCode code{};
  std::string subject;
  std::string detail;
};

/// A value or an Error. Taking the value of a failed result stops the program.
template <class T>
using Result =
    BOOST_OUTCOME_V2_NAMESPACE::basic_result<T, Error, BOOST_OUTCOME_V2_NAMESPACE::policy::terminate>;

/// The result of something that gives nothing back.
using Done = Result<void>;

/// The success value of Done.
inline auto done() { return BOOST_OUTCOME_V2_NAMESPACE::success(); }

}  // namespace vod

/// Passes an error on; otherwise names the value: VOD_TRY(const auto row, find(id)); or VOD_TRY(save(row));
#define VOD_TRY(...) BOOST_OUTCOME_TRY(__VA_ARGS__)
