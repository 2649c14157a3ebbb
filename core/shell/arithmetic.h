#pragma once

#include "core/base/known.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace pinwheel::shell {

/// The variables that an arithmetic expression reads and writes.
struct ArithmeticVariables {
    std::function<Known<std::string>(std::string_view)> read; ///< empty when unset
    std::function<void(std::string_view, std::int64_t)> write;
};

struct ArithmeticResult {
    Known<std::int64_t> value = std::int64_t {0};
    bool isError = false; ///< bad syntax or division by zero
};

/// `$((…))`: C's integer expressions on 64 bits with assignment (POSIX.1-2017, 2.6.4; `**`, `++`,
/// `--` and `,` as in bash where `extended`).
[[nodiscard]] ArithmeticResult evaluateArithmetic(std::string_view expression,
                                                  const ArithmeticVariables& variables,
                                                  bool extended);

} // namespace pinwheel::shell
