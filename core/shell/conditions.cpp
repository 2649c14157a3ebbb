#include "core/shell/conditions.h"

#include "core/shell/file_commands.h"
#include "core/shell/pattern.h"

#include <array>
#include <optional>
#include <regex>

namespace pinwheel::shell {

namespace {

constexpr std::string_view unaryLetters = "bcdefghknprstuwxzGLOSNv";

bool isUnary(std::string_view word)
{
    return word.size() == 2 && word[0] == '-' && unaryLetters.contains(word[1]);
}

bool isBinary(std::string_view word)
{
    static constexpr std::array<std::string_view, 16> operators {
        "=",   "==", "!=", "-eq", "-ne", "-gt", "-ge", "-lt",
        "-le", "<",  ">",  "-nt", "-ot", "-ef", "=~",  "\\<"};
    for (const std::string_view op : operators)
        if (word == op) return true;
    return false;
}

std::optional<std::int64_t> integerOf(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\n'))
        text.remove_suffix(1);
    const bool minus = text.starts_with('-');
    if (minus || text.starts_with('+')) text.remove_prefix(1);
    if (text.empty() || text.size() > 18) return std::nullopt;
    std::int64_t value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return minus ? -value : value;
}

/// A truth, or that the expression is bad.
struct Truth {
    Known<bool> value = false;
    bool isError = false;

    static Truth of(bool value) { return {.value = value}; }
    static Truth open(std::string reason) { return {.value = unknown(std::move(reason))}; }
    static Truth bad() { return {.value = false, .isError = true}; }
};

Truth negate(Truth truth)
{
    if (!truth.isError && truth.value) truth.value = !*truth.value;
    return truth;
}

Truth fileTest(char letter, const TracedText& operand, const ConditionContext& context)
{
    if (!operand.isKnown()) return Truth::open(operand.gaps.front().reason);
    if (operand.bytes.empty()) return Truth::of(false);
    const auto path = absolutePath(operand.bytes, context.state.workingFolder);
    if (!path) return Truth::open("the working folder is not known");
    using FileKind = ShellHost::FileKind;
    const FileKind kind = context.host.kindOf(*path);
    if (kind == FileKind::Unknown)
        return Truth::open("it is not known whether " + *path + " exists");
    if (kind == FileKind::Missing) return Truth::of(false);
    switch (letter) {
    case 'e':
    case 'r':
        return Truth::of(true);
    case 'f':
        return Truth::of(kind == FileKind::File);
    case 'd':
        return Truth::of(kind == FileKind::Folder);
    case 's': {
        if (kind == FileKind::Folder) return Truth::of(true);
        const TracedText content = context.host.readFile(*path);
        if (!content.bytes.empty()) return Truth::of(true);
        if (content.isKnown()) return Truth::of(false);
        return Truth::open("the file " + *path + " is not known");
    }
    case 'x':
    case 'w':
        if (kind == FileKind::Folder) return Truth::of(true);
        return Truth::open("the mode of " + *path + " is not known");
    default:
        return Truth::open("a test of " + *path + " is not followed");
    }
}

Truth unary(std::string_view op, const TracedText& operand, const ConditionContext& context)
{
    const char letter = op[1];
    if (letter == 'n' || letter == 'z') {
        if (!operand.bytes.empty()) return Truth::of(letter == 'n'); // Known bytes are enough.
        if (!operand.isKnown()) return Truth::open(operand.gaps.front().reason);
        return Truth::of(letter == 'z');
    }
    if (letter == 'v')
        return operand.isKnown() ? Truth::of(context.state.find(operand.bytes) != nullptr)
                                 : Truth::open("a name is not known");
    if (letter == 't') return Truth::of(false);
    return fileTest(letter, operand, context);
}

Truth compareNumbers(const std::string& left, std::string_view op, const std::string& right)
{
    const auto a = integerOf(left);
    const auto b = integerOf(right);
    if (!a || !b) return Truth::bad();
    if (op == "-eq") return Truth::of(*a == *b);
    if (op == "-ne") return Truth::of(*a != *b);
    if (op == "-gt") return Truth::of(*a > *b);
    if (op == "-ge") return Truth::of(*a >= *b);
    if (op == "-lt") return Truth::of(*a < *b);
    return Truth::of(*a <= *b);
}

Truth binary(const TracedText& left, std::string_view op, const TracedText& right,
             const ConditionContext& context)
{
    if (op == "-nt" || op == "-ot" || op == "-ef")
        return Truth::open("times of files are not known");
    if (op == "==" && !context.doubleEquals)
        return Truth::open("it is not known whether the image's sh has ==");
    if (!left.isKnown() || !right.isKnown()) {
        // Equal texts of one unknown value stay open; a known beginning that differs decides.
        const TracedText& open = left.isKnown() ? right : left;
        if ((op == "=" || op == "==" || op == "!=") && left.isKnown() != right.isKnown()) {
            const std::string_view head =
                std::string_view(open.bytes).substr(0, open.gaps.front().at);
            const std::string& known = left.isKnown() ? left.bytes : right.bytes;
            if (!std::string_view(known).starts_with(head)) return Truth::of(op == "!=");
        }
        return Truth::open(open.gaps.front().reason);
    }
    if (op == "=" || op == "==") return Truth::of(left.bytes == right.bytes);
    if (op == "!=") return Truth::of(left.bytes != right.bytes);
    if (op == "<") return Truth::of(left.bytes < right.bytes);
    if (op == ">") return Truth::of(left.bytes > right.bytes);
    return compareNumbers(left.bytes, op, right.bytes);
}

class Test
{
public:
    Test(std::span<const ShellWord> words, const ConditionContext& context)
        : m_words(words)
        , m_context(context)
    {
    }

    Truth whole()
    {
        switch (m_words.size()) {
        case 0:
            return Truth::of(false);
        case 1:
            return nonEmpty(0);
        case 2:
            return two(0);
        case 3:
            return three(0);
        case 4:
            if (at(0) == "!") return negate(three(1));
            if (at(0) == "(" && at(3) == ")") return two(1);
            break;
        default:
            break;
        }
        const Truth result = either();
        return m_at == m_words.size() ? result : Truth::bad();
    }

private:
    [[nodiscard]] std::string_view at(std::size_t i) const
    {
        return i < m_words.size() && m_words[i].value.isKnown()
            ? std::string_view(m_words[i].value.bytes)
            : std::string_view();
    }
    [[nodiscard]] Truth nonEmpty(std::size_t i) const
    {
        return unary("-n", m_words[i].value, m_context);
    }
    [[nodiscard]] Truth two(std::size_t i) const
    {
        if (at(i) == "!") return negate(nonEmpty(i + 1));
        if (isUnary(at(i))) return unary(at(i), m_words[i + 1].value, m_context);
        if (!m_words[i].value.isKnown()) return Truth::open("an operator is not known");
        return Truth::bad();
    }
    [[nodiscard]] Truth three(std::size_t i) const
    {
        if (isBinary(at(i + 1)))
            return binary(m_words[i].value, at(i + 1), m_words[i + 2].value, m_context);
        if (at(i + 1) == "-a") return both(nonEmpty(i), nonEmpty(i + 2));
        if (at(i + 1) == "-o") return one(nonEmpty(i), nonEmpty(i + 2));
        if (at(i) == "!") return negate(two(i + 1));
        if (at(i) == "(" && at(i + 2) == ")") return nonEmpty(i + 1);
        if (!m_words[i + 1].value.isKnown()) return Truth::open("an operator is not known");
        return Truth::bad();
    }
    static Truth both(Truth a, Truth b)
    {
        if (a.isError || b.isError) return Truth::bad();
        if ((a.value && !*a.value) || (b.value && !*b.value)) return Truth::of(false);
        return a.value ? b : a;
    }
    static Truth one(Truth a, Truth b)
    {
        if (a.isError || b.isError) return Truth::bad();
        if ((a.value && *a.value) || (b.value && *b.value)) return Truth::of(true);
        return a.value ? b : a;
    }
    Truth either()
    {
        Truth left = all();
        while (at(m_at) == "-o" && m_at < m_words.size()) {
            ++m_at;
            left = one(left, all());
        }
        return left;
    }
    Truth all()
    {
        Truth left = term();
        while (at(m_at) == "-a" && m_at < m_words.size()) {
            ++m_at;
            left = both(left, term());
        }
        return left;
    }
    Truth term()
    {
        if (m_at >= m_words.size() || ++m_depth > 200) return Truth::bad();
        const std::size_t left = m_words.size() - m_at;
        if (at(m_at) == "!" && left > 1 && !(left > 2 && isBinary(at(m_at + 1)))) {
            ++m_at;
            return negate(term());
        }
        if (left >= 3 && isBinary(at(m_at + 1))) {
            m_at += 3;
            return binary(m_words[m_at - 3].value, at(m_at - 2), m_words[m_at - 1].value,
                          m_context);
        }
        if (at(m_at) == "(" && left > 1) {
            ++m_at;
            const Truth inner = either();
            if (at(m_at) != ")") return Truth::bad();
            ++m_at;
            return inner;
        }
        if (isUnary(at(m_at)) && left >= 2) {
            m_at += 2;
            return unary(at(m_at - 2), m_words[m_at - 1].value, m_context);
        }
        ++m_at;
        return nonEmpty(m_at - 1);
    }

    std::span<const ShellWord> m_words;
    const ConditionContext& m_context;
    std::size_t m_at = 0;
    int m_depth = 0;
};

/// dash's reading of a `test`: every word that may be an operator is one, unless the words behind
/// it make it an operand; three and four words have rules of their own (dash(1), test). `==` is no
/// operator there, but in other shells of its kind.
class DashTest
{
public:
    DashTest(std::span<const ShellWord> words, const ConditionContext& context)
        : m_words(words)
        , m_context(context)
    {
    }

    Truth whole()
    {
        bool negated = false;
        while (m_words.size() == 3 || m_words.size() == 4) {
            if (m_words.size() == 3 && kindAt(1) == Kind::Binary) {
                const Truth result = binary(m_words[0].value, at(1), m_words[2].value, m_context);
                return negated ? negate(result) : result;
            }
            if (at(0) == "(" && at(m_words.size() - 1) == ")") {
                m_words = m_words.subspan(1, m_words.size() - 2);
                break;
            }
            if (at(0) != "!") break;
            negated = !negated;
            m_words = m_words.subspan(1);
        }
        if (m_words.empty()) return Truth::of(negated);
        const Truth result = either(kindAt(0));
        if (m_isBad || m_at + 1 < m_words.size()) return Truth::bad();
        return negated ? negate(result) : result;
    }

private:
    enum class Kind { End, Operand, Unary, Binary, And, Or, Not, Open, Close };

    [[nodiscard]] std::string_view at(std::size_t i) const
    {
        return i < m_words.size() && m_words[i].value.isKnown()
            ? std::string_view(m_words[i].value.bytes)
            : std::string_view();
    }
    [[nodiscard]] bool comparesTwo(std::string_view word) const
    {
        if (word == "==") return m_context.doubleEquals != false;
        return isBinary(word) && word != "=~" && word != "\\<";
    }
    [[nodiscard]] static bool asksOne(std::string_view word)
    {
        return isUnary(word) && word != "-v" && word != "-N";
    }
    [[nodiscard]] Kind kindAt(std::size_t i) const
    {
        if (i >= m_words.size()) return Kind::End;
        const std::string_view word = at(i);
        if (comparesTwo(word)) return Kind::Binary;
        if (word == "-a") return Kind::And;
        if (word == "-o") return Kind::Or;
        if (word == "!") return Kind::Not;
        if (word == ")") return Kind::Close;
        if (word == "(") return i + 1 < m_words.size() ? Kind::Open : Kind::Operand;
        const bool isOperand =
            i + 1 >= m_words.size() || (i + 2 < m_words.size() && comparesTwo(at(i + 1)));
        return asksOne(word) && !isOperand ? Kind::Unary : Kind::Operand;
    }

    // Each leaves m_at on the last word that it used.
    Truth either(Kind kind)
    {
        Truth result = Truth::of(false);
        while (true) {
            const Truth next = all(kind);
            result = result.value && *result.value ? result
                                                   : (next.value && !*next.value ? result : next);
            if (kindAt(m_at + 1) != Kind::Or) return result;
            kind = kindAt(m_at += 2);
        }
    }
    Truth all(Kind kind)
    {
        Truth result = Truth::of(true);
        while (true) {
            const Truth next = term(kind);
            result = result.value && !*result.value ? result
                                                    : (next.value && *next.value ? result : next);
            if (kindAt(m_at + 1) != Kind::And) return result;
            kind = kindAt(m_at += 2);
        }
    }
    Truth term(Kind kind)
    {
        bool negated = false;
        while (kind == Kind::Not) {
            negated = !negated;
            kind = kindAt(m_at + 1);
            if (kind != Kind::End) ++m_at;
        }
        const Truth result = primary(kind);
        return negated ? negate(result) : result;
    }
    Truth primary(Kind kind)
    {
        if (kind == Kind::End) return Truth::of(false);
        if (kind == Kind::Open) {
            const Kind inner = kindAt(++m_at);
            if (inner == Kind::Close) return Truth::of(false);
            if (++m_depth > 200) return bad();
            const Truth result = either(inner);
            return kindAt(++m_at) == Kind::Close ? result : bad();
        }
        if (kind == Kind::Unary) {
            ++m_at;
            return checked(unary(at(m_at - 1), m_words[m_at].value, m_context));
        }
        if (kindAt(m_at + 1) == Kind::Binary) {
            if (m_at + 2 >= m_words.size()) return bad();
            m_at += 2;
            return checked(
                binary(m_words[m_at - 2].value, at(m_at - 1), m_words[m_at].value, m_context));
        }
        return unary("-n", m_words[m_at].value, m_context);
    }
    Truth bad()
    {
        m_isBad = true;
        return Truth::bad();
    }
    Truth checked(Truth truth) { return truth.isError ? bad() : truth; }

    std::span<const ShellWord> m_words;
    const ConditionContext& m_context;
    std::size_t m_at = 0;
    int m_depth = 0;
    bool m_isBad = false;
};

class Conditional
{
public:
    Conditional(std::span<const ConditionWord> words, const ConditionContext& context)
        : m_words(words)
        , m_context(context)
    {
    }

    Truth either()
    {
        if (++m_depth > 200) return Truth::bad();
        Truth left = all();
        while (isOperator("||")) {
            ++m_at;
            const Truth right = all();
            if (left.isError || right.isError)
                left = Truth::bad();
            else if (left.value ? !*left.value : (right.value && *right.value))
                left = right;
        }
        return left;
    }
    [[nodiscard]] bool atEnd() const { return m_at >= m_words.size(); }

private:
    [[nodiscard]] bool isOperator(std::string_view text) const
    {
        return m_at < m_words.size() && !m_words[m_at].quoted && m_words[m_at].value.isKnown()
            && m_words[m_at].value.bytes == text;
    }
    Truth all()
    {
        Truth left = term();
        while (isOperator("&&")) {
            ++m_at;
            const Truth right = term();
            if (left.isError || right.isError)
                left = Truth::bad();
            else if (left.value ? *left.value : (right.value && !*right.value))
                left = right;
        }
        return left;
    }
    Truth term()
    {
        if (atEnd() || ++m_depth > 200) return Truth::bad();
        if (isOperator("!")) {
            ++m_at;
            return negate(term());
        }
        if (isOperator("(")) {
            ++m_at;
            const Truth inner = either();
            if (!isOperator(")")) return Truth::bad();
            ++m_at;
            return inner;
        }
        const ConditionWord& first = m_words[m_at];
        const bool hasBinary = m_at + 2 < m_words.size() && !m_words[m_at + 1].quoted
            && isBinary(m_words[m_at + 1].value.bytes);
        if (hasBinary) {
            const std::string& op = m_words[m_at + 1].value.bytes;
            const ConditionWord& right = m_words[m_at + 2];
            m_at += 3;
            return compare(first, op, right);
        }
        if (!first.quoted && isUnary(first.value.bytes) && first.value.isKnown()
            && m_at + 1 < m_words.size()) {
            m_at += 2;
            return unary(first.value.bytes, m_words[m_at - 1].value, m_context);
        }
        ++m_at;
        return unary("-n", first.value, m_context);
    }
    Truth compare(const ConditionWord& left, const std::string& op,
                  const ConditionWord& right) const
    {
        if (op != "=" && op != "==" && op != "!=" && op != "=~")
            return binary(left.value, op, right.value, m_context);
        if (!left.value.isKnown() || !right.value.isKnown())
            return Truth::open(left.value.isKnown() ? right.value.gaps.front().reason
                                                    : left.value.gaps.front().reason);
        if (op != "=~")
            return Truth::of(matchesPattern(right.pattern, left.value.bytes, true) == (op != "!="));
        if (left.value.bytes.size() > 4096 || right.value.bytes.size() > 512)
            return Truth::open("a long match is not followed");
        try {
            const std::regex expression(right.value.bytes, std::regex::extended);
            return Truth::of(std::regex_search(left.value.bytes, expression));
        } catch (const std::regex_error&) {
            return Truth::open("a regular expression is not followed");
        }
    }

    std::span<const ConditionWord> m_words;
    const ConditionContext& m_context;
    std::size_t m_at = 0;
    int m_depth = 0;
};

} // namespace

Known<int> evaluateTest(std::span<const ShellWord> words, const ConditionContext& context)
{
    for (const ShellWord& word : words)
        if (word.mayBeSeveral) return unknown("the words of a test are not known");
    const Truth truth =
        context.isBash ? Test(words, context).whole() : DashTest(words, context).whole();
    if (truth.isError) return 2;
    if (!truth.value) return unknown(truth.value.reason());
    return *truth.value ? 0 : 1;
}

Known<bool> evaluateConditional(std::span<const ConditionWord> words,
                                const ConditionContext& context)
{
    Conditional conditional(words, context);
    const Truth truth = conditional.either();
    if (truth.isError || !conditional.atEnd()) return unknown("a condition could not be read");
    return truth.value;
}

} // namespace pinwheel::shell
