#pragma once

#include <string>

namespace pinwheel {

/// What kind of trouble the world outside gave us. The user's own text never gives an error: it
/// gives findings.
enum class ErrorCode {
    NotFound,
    NotReadable,
    NotWritable,
    LimitExceeded,
    Malformed,
    Unsupported,
    Usage,
    Network,
    Cancelled,
    ChangedOnDisk,
};

/// Trouble of the world outside: one line in lower case, without a full stop, that names the thing.
struct Error {
    ErrorCode code = ErrorCode::Malformed;
    std::string message;

    friend bool operator==(const Error&, const Error&) = default;
};

} // namespace pinwheel
