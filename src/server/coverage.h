#pragma once

#include <string>

namespace vod {

/// What of the API is served, made from the table of actions and the schema: for each action whether it is served, for
/// each parameter whether it is accepted, ignored or refused, and why; and for each preset template whether it can be
/// made. As JSON for programs and as a page for people.
std::string coverage_json();
std::string coverage_html();

}  // namespace vod
