#pragma once

#include <string>

#include "main/running.h"

namespace vod {

/// Whom the greeting is for.
enum class GreetingFor {
  person,   // A terminal, or what somebody set up to read it: it may hold a one-time link.
  journal,  // A log that is kept and that others read.
};

/// What `serve` says once it listens: where, on which data, with which key, and how to get into the console. It never
/// holds the secret key. For a person it holds a link that signs one browser in, once: each call makes a new one.
std::string greeting(Running& running, const Settings& settings, GreetingFor reader);

/// Whether standard output is the system's journal.
GreetingFor reader_of_stdout();

}  // namespace vod
