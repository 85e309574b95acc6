#pragma once

#include <array>
#include <string_view>

namespace vod::catalogue {

/// The tables of events on their way: part of version 1 of the schema. Times are wall milliseconds.
inline constexpr std::array<std::string_view, 7> delivery_schema = {
    // Events on their way to a callback URL; destination 0 is the app's URL. `lane` is 0 until the first attempt was
    // made and 1 after it, when `due_ms` says when the next one is due. Rows of lane 0 have due_ms 0, so that the index
    // gives them in their order.
    "CREATE TABLE pushes(seq INTEGER NOT NULL, destination INTEGER NOT NULL, sub_app_id INTEGER NOT NULL,"
    " lane INTEGER NOT NULL, due_ms INTEGER NOT NULL, attempts INTEGER NOT NULL, first_ms INTEGER NOT NULL,"
    " PRIMARY KEY(seq, destination)) WITHOUT ROWID",
    "CREATE INDEX pushes_due ON pushes(sub_app_id, lane, due_ms)",

    // The log of attempts; bounded by count, oldest first out.
    "CREATE TABLE attempts(id INTEGER PRIMARY KEY, seq INTEGER NOT NULL, destination INTEGER NOT NULL,"
    " sub_app_id INTEGER NOT NULL, number INTEGER NOT NULL, started_ms INTEGER NOT NULL, url TEXT NOT NULL,"
    " address TEXT NOT NULL, failure INTEGER NOT NULL, status INTEGER NOT NULL, detail TEXT NOT NULL,"
    " resolve_ms REAL NOT NULL, connect_ms REAL NOT NULL, tls_ms REAL NOT NULL, first_byte_ms REAL NOT NULL,"
    " total_ms REAL NOT NULL, answer TEXT NOT NULL)",
    "CREATE INDEX attempts_of_event ON attempts(seq)",

    // What of the leases is durable: the number of the latest handing-out, and the end of its lease (0 = given back).
    // An event without a row was handed out once at most, and not given back.
    "CREATE TABLE deliveries(seq INTEGER PRIMARY KEY, sub_app_id INTEGER NOT NULL, number INTEGER NOT NULL,"
    " lease_end_ms INTEGER NOT NULL)",

    // Why and since when an event is parked.
    "CREATE TABLE parks(seq INTEGER PRIMARY KEY, sub_app_id INTEGER NOT NULL, parked_ms INTEGER NOT NULL,"
    " reason TEXT NOT NULL)",
    "CREATE INDEX parks_by_time ON parks(parked_ms)",
};

}  // namespace vod::catalogue
