#pragma once

#include "core/base/error.h"

#include <expected>
#include <utility>

namespace pinwheel {

/// A value, or why the outside world did not give one.
template <class T>
using Result = std::expected<T, Error>;

/// The failing half of any Result.
[[nodiscard]] inline std::unexpected<Error> fail(ErrorCode code, std::string message)
{
    return std::unexpected(Error {.code = code, .message = std::move(message)});
}

} // namespace pinwheel

/// Names the value of a Result, or returns its error from the enclosing function.
/// Early return where and_then would nest; the one macro we allow.
#define PINWHEEL_TRY(NAME, EXPR)                                                                   \
    auto NAME##OrError = (EXPR);                                                                   \
    if (!NAME##OrError) return std::unexpected(std::move(NAME##OrError).error());                  \
    auto& NAME = *NAME##OrError
