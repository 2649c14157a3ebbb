#include "core/shell/arithmetic.h"

#include "core/shell/lexer.h"

#include <array>
#include <limits>
#include <optional>

namespace pinwheel::shell {

namespace {

using Integer = std::int64_t;
using Unsigned = std::uint64_t;

/// Signed arithmetic that wraps, as the machines do.
Integer wrap(Unsigned value)
{
    return static_cast<Integer>(value);
}

struct BinaryOperator {
    std::string_view text;
    int precedence;
};

class Expression
{
public:
    Expression(std::string_view text, const ArithmeticVariables& variables, bool extended)
        : m_text(text)
        , m_variables(variables)
        , m_extended(extended)
    {
    }

    ArithmeticResult result()
    {
        ArithmeticResult answer;
        skip();
        if (m_at >= m_text.size()) return answer;
        const Integer value = m_extended ? comma() : assignment();
        skip();
        if (m_at < m_text.size()) m_failed = true;
        answer.isError = m_failed;
        if (!m_unknown.empty())
            answer.value = unknown(m_unknown);
        else
            answer.value = value;
        return answer;
    }

private:
    void skip()
    {
        while (m_at < m_text.size() && std::string_view(" \t\n\r").contains(m_text[m_at]))
            ++m_at;
    }
    bool eat(std::string_view op)
    {
        skip();
        if (!m_text.substr(m_at).starts_with(op)) return false;
        m_at += op.size();
        return true;
    }
    bool enter() { return ++m_depth < 200 || !(m_failed = true); }

    Integer comma()
    {
        Integer value = assignment();
        while (!m_failed && eat(","))
            value = assignment();
        return value;
    }

    Integer assignment()
    {
        if (!enter()) return 0;
        skip();
        const std::size_t start = m_at;
        std::size_t i = m_at;
        while (i < m_text.size() && isNameByte(m_text[i]))
            ++i;
        if (i > start && isNameStart(m_text[start])) {
            const std::string_view name = m_text.substr(start, i - start);
            m_at = i;
            static constexpr std::array<std::string_view, 11> operators {
                "<<=", ">>=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "="};
            for (const std::string_view op : operators) {
                skip();
                if (!m_text.substr(m_at).starts_with(op)
                    || (op == "=" && m_text.substr(m_at).starts_with("==")))
                    continue;
                m_at += op.size();
                const Integer right = assignment();
                const Integer value =
                    op == "=" ? right : apply(op.substr(0, op.size() - 1), read(name), right);
                if (m_active && !m_failed && m_unknown.empty()) m_variables.write(name, value);
                --m_depth;
                return value;
            }
            m_at = start;
        }
        const Integer value = conditional();
        --m_depth;
        return value;
    }

    Integer conditional()
    {
        const Integer condition = logical(0);
        if (!eat("?")) return condition;
        const bool active = m_active;
        m_active = active && condition != 0;
        const Integer yes = assignment();
        if (!eat(":")) m_failed = true;
        m_active = active && condition == 0;
        const Integer no = conditional(); // Not an assignment: `a ? b : c = d` is bad.
        m_active = active;
        return condition != 0 ? yes : no;
    }

    /// `||` (0) and `&&` (1): the right side is read but not carried out where the left one
    /// decides.
    Integer logical(int level)
    {
        Integer left = level == 0 ? logical(1) : binary(0);
        while (!m_failed && eat(level == 0 ? "||" : "&&")) {
            const bool active = m_active;
            m_active = active && (level == 0 ? left == 0 : left != 0);
            const Integer right = level == 0 ? logical(1) : binary(0);
            m_active = active;
            left = level == 0 ? (left != 0 || right != 0) : (left != 0 && right != 0);
        }
        return left;
    }

    std::optional<BinaryOperator> nextBinary()
    {
        static constexpr std::array<BinaryOperator, 17> operators {{{"<<", 5},
                                                                    {">>", 5},
                                                                    {"<=", 4},
                                                                    {">=", 4},
                                                                    {"==", 3},
                                                                    {"!=", 3},
                                                                    {"**", 8},
                                                                    {"<", 4},
                                                                    {">", 4},
                                                                    {"|", 0},
                                                                    {"^", 1},
                                                                    {"&", 2},
                                                                    {"+", 6},
                                                                    {"-", 6},
                                                                    {"*", 7},
                                                                    {"/", 7},
                                                                    {"%", 7}}};
        skip();
        const std::string_view rest = m_text.substr(m_at);
        if (rest.starts_with("||") || rest.starts_with("&&")) return std::nullopt;
        for (const BinaryOperator& op : operators) {
            if (op.text == "**" && !m_extended) continue;
            if (rest.starts_with(op.text)) return op;
        }
        return std::nullopt;
    }

    Integer binary(int lowest)
    {
        if (!enter()) return 0;
        Integer left = unary();
        while (!m_failed) {
            const auto op = nextBinary();
            if (!op || op->precedence < lowest) break;
            m_at += op->text.size();
            const Integer right = binary(op->text == "**" ? op->precedence : op->precedence + 1);
            left = apply(op->text, left, right);
        }
        --m_depth;
        return left;
    }

    Integer unary()
    {
        if (!enter()) return 0;
        Integer value = 0;
        skip();
        const std::string_view rest = m_text.substr(m_at);
        if (m_extended && (rest.starts_with("++") || rest.starts_with("--"))) {
            const Integer step = rest[0] == '+' ? 1 : -1;
            m_at += 2;
            skip();
            const std::string_view name = readName();
            if (name.empty()) m_failed = true;
            value = wrap(static_cast<Unsigned>(read(name)) + static_cast<Unsigned>(step));
            if (m_active && !m_failed) m_variables.write(name, value);
        } else if (eat("-"))
            value = wrap(Unsigned {0} - static_cast<Unsigned>(unary()));
        else if (eat("+"))
            value = unary();
        else if (eat("~"))
            value = ~unary();
        else if (!rest.starts_with("!=") && eat("!"))
            value = unary() == 0;
        else
            value = primary();
        --m_depth;
        return value;
    }

    std::string_view readName()
    {
        const std::size_t start = m_at;
        if (m_at < m_text.size() && isNameStart(m_text[m_at]))
            while (m_at < m_text.size() && isNameByte(m_text[m_at]))
                ++m_at;
        return m_text.substr(start, m_at - start);
    }

    Integer primary()
    {
        if (eat("(")) {
            const Integer value = m_extended ? comma() : assignment();
            if (!eat(")")) m_failed = true;
            return value;
        }
        skip();
        const std::string_view name = readName();
        if (!name.empty()) {
            const Integer value = read(name);
            if (m_extended
                && (m_text.substr(m_at).starts_with("++")
                    || m_text.substr(m_at).starts_with("--"))) {
                const Integer step = m_text[m_at] == '+' ? 1 : -1;
                m_at += 2;
                if (m_active)
                    m_variables.write(
                        name, wrap(static_cast<Unsigned>(value) + static_cast<Unsigned>(step)));
            }
            return value;
        }
        std::size_t i = m_at;
        while (i < m_text.size() && (isNameByte(m_text[i]) || (m_extended && m_text[i] == '#')))
            ++i;
        const auto value = number(m_text.substr(m_at, i - m_at));
        m_at = i;
        if (!value) m_failed = true;
        return value.value_or(0);
    }

    [[nodiscard]] std::optional<Integer> number(std::string_view text) const
    {
        unsigned base = 10;
        if (text.empty()) return std::nullopt;
        if (const std::size_t hash = text.find('#'); m_extended && hash != std::string_view::npos) {
            const auto written = number(text.substr(0, hash));
            if (!written || *written < 2 || *written > 36) return std::nullopt;
            base = static_cast<unsigned>(*written);
            text.remove_prefix(hash + 1);
        } else if (text.starts_with("0x") || text.starts_with("0X")) {
            base = 16;
            text.remove_prefix(2);
        } else if (text.size() > 1 && text[0] == '0') {
            base = 8;
            text.remove_prefix(1);
        }
        if (text.empty()) return std::nullopt;
        Unsigned value = 0;
        for (const char c : text) {
            unsigned digit = 99;
            if (c >= '0' && c <= '9')
                digit = static_cast<unsigned>(c - '0');
            else if (c >= 'a' && c <= 'z')
                digit = static_cast<unsigned>(c - 'a') + 10;
            else if (c >= 'A' && c <= 'Z')
                digit = static_cast<unsigned>(c - 'A') + 10;
            if (digit >= base) return std::nullopt;
            value = value * base + digit;
        }
        return wrap(value);
    }

    Integer read(std::string_view name)
    {
        const Known<std::string> text = m_variables.read(name);
        if (!text) {
            if (m_active && m_unknown.empty()) m_unknown = text.reason();
            return 0;
        }
        std::string_view value = *text;
        while (!value.empty() && std::string_view(" \t\n").contains(value.front()))
            value.remove_prefix(1);
        while (!value.empty() && std::string_view(" \t\n").contains(value.back()))
            value.remove_suffix(1);
        if (value.empty()) return 0;
        const bool minus = value.starts_with('-');
        const auto plain = number(value.substr(minus || value.starts_with('+') ? 1 : 0));
        if (plain) return minus ? wrap(Unsigned {0} - static_cast<Unsigned>(*plain)) : *plain;
        if (!m_extended || m_depth > 60) {
            m_failed = true;
            return 0;
        }
        // bash evaluates the value as an expression of its own.
        Expression inner(value, m_variables, true);
        inner.m_depth = m_depth + 20;
        const ArithmeticResult answer = inner.result();
        if (answer.isError) m_failed = true;
        if (!answer.value && m_unknown.empty()) m_unknown = answer.value.reason();
        return answer.value.valueOr(0);
    }

    Integer apply(std::string_view op, Integer a, Integer b)
    {
        const auto ua = static_cast<Unsigned>(a);
        const auto ub = static_cast<Unsigned>(b);
        if (op == "+") return wrap(ua + ub);
        if (op == "-") return wrap(ua - ub);
        if (op == "*") return wrap(ua * ub);
        if (op == "/" || op == "%") {
            if (b == 0) {
                if (m_active && m_unknown.empty()) m_failed = true;
                return 0;
            }
            if (b == -1) return op == "/" ? wrap(Unsigned {0} - ua) : 0;
            return op == "/" ? a / b : a % b;
        }
        if (op == "<<") return wrap(ua << (ub & 63U));
        if (op == ">>") return a >> (ub & 63U);
        if (op == "<") return a < b;
        if (op == ">") return a > b;
        if (op == "<=") return a <= b;
        if (op == ">=") return a >= b;
        if (op == "==") return a == b;
        if (op == "!=") return a != b;
        if (op == "&") return wrap(ua & ub);
        if (op == "^") return wrap(ua ^ ub);
        if (op == "|") return wrap(ua | ub);
        if (op == "**") {
            Unsigned value = 1;
            for (Unsigned base = ua, power = ub; b > 0 && power > 0; power >>= 1U, base *= base)
                if ((power & 1U) != 0) value *= base;
            return wrap(value);
        }
        m_failed = true;
        return 0;
    }

    std::string_view m_text;
    const ArithmeticVariables& m_variables;
    bool m_extended;
    std::size_t m_at = 0;
    int m_depth = 0;
    bool m_failed = false;
    bool m_active = true; ///< false in the part that `?:`, && or || leaves out
    std::string m_unknown;
};

} // namespace

ArithmeticResult evaluateArithmetic(std::string_view expression,
                                    const ArithmeticVariables& variables, bool extended)
{
    return Expression(expression, variables, extended).result();
}

} // namespace pinwheel::shell
