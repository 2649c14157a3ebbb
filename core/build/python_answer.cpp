// Build scripts ask the interpreter for its own places and version; those are known without running
// it. Source: the Python library reference, modules sys, site, sysconfig and platform; Debian's
// Python policy for dist-packages.
#include "core/build/python_answer.h"

#include "core/base/format.h"

#include <algorithm>
#include <map>

namespace pinwheel {
namespace {

constexpr std::string_view blanks = " \t\r\n";

std::string_view trimmed(std::string_view text)
{
    const std::size_t begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

/// The text without blanks outside quotes, and with one kind of quote.
std::string normalized(std::string_view text)
{
    std::string out;
    char quote = '\0';
    for (const char c : text) {
        if (quote == '\0' && (c == '\'' || c == '"'))
            quote = c;
        else if (c == quote)
            quote = '\0';
        else if (quote == '\0' && blanks.contains(c))
            continue;
        out += c == '"' ? '\'' : c;
    }
    return out;
}

struct Numbers {
    std::string major;
    std::string minor;
    std::string micro; ///< empty where not known
};

Numbers numbersOf(const std::string& version)
{
    Numbers numbers;
    const std::size_t first = std::min(version.find('.'), version.size());
    numbers.major = version.substr(0, first);
    if (first == version.size()) return numbers;
    const std::size_t second = std::min(version.find('.', first + 1), version.size());
    numbers.minor = version.substr(first + 1, second - first - 1);
    if (second < version.size()) numbers.micro = version.substr(second + 1);
    return numbers;
}

/// Where pip installs. Debian's own interpreter keeps /usr for its packages.
std::string sitePackages(const StartedPython& python, const std::string& version)
{
    if (python.prefix == "/usr") return formatted("/usr/local/lib/python{}/dist-packages", version);
    return formatted("{}/lib/python{}/site-packages", python.prefix, version);
}

/// What the expressions stand for that scripts print, as `normalized` spells them.
std::map<std::string, std::string, std::less<>> valuesOf(const StartedPython& python)
{
    std::map<std::string, std::string, std::less<>> values {
        {"sys.prefix", python.prefix},          {"sys.exec_prefix", python.prefix},
        {"sys.executable", python.path},        {"sys.platform", "linux"},
        {"platform.machine()", python.machine}, {"platform.system()", "Linux"}};
    const Numbers numbers = numbersOf(python.version);
    if (numbers.major.empty() || numbers.minor.empty()) return values;
    const std::string version = numbers.major + "." + numbers.minor;
    const std::string site = sitePackages(python, version);
    for (const char* expression : {"site.getsitepackages()[0]", "sysconfig.get_paths()['purelib']",
                                   "sysconfig.get_path('purelib')", "sysconfig.get_path('platlib')",
                                   "sysconfig.get_paths()['platlib']",
                                   "distutils.sysconfig.get_python_lib()", "get_python_lib()"})
        values.emplace(expression, site);
    values.emplace("sys.version_info.major", numbers.major);
    values.emplace("sys.version_info[0]", numbers.major);
    values.emplace("sys.version_info.minor", numbers.minor);
    values.emplace("sys.version_info[1]", numbers.minor);
    for (const char* expression :
         {"sysconfig.get_python_version()", "'.'.join(map(str,sys.version_info[:2]))",
          "'%d.%d'%sys.version_info[:2]", "'{}.{}'.format(*sys.version_info)",
          "'{}.{}'.format(*sys.version_info[:2])", "'{0}.{1}'.format(*sys.version_info)"})
        values.emplace(expression, version);
    if (!numbers.micro.empty()) values.emplace("platform.python_version()", python.version);
    return values;
}

using Values = std::map<std::string, std::string, std::less<>>;

/// `f'python{sys.version_info.major}'`: text with known expressions in braces.
std::optional<std::string> formattedText(std::string_view text, const Values& values)
{
    std::string out;
    while (!text.empty()) {
        const std::size_t open = text.find_first_of("{}");
        out += text.substr(0, open);
        if (open == std::string_view::npos) return out;
        const std::size_t close = text.find('}', open);
        if (text[open] == '}' || close == std::string_view::npos) return std::nullopt;
        const auto value = values.find(text.substr(open + 1, close - open - 1));
        if (value == values.end()) return std::nullopt;
        out += value->second;
        text.remove_prefix(close + 1);
    }
    return out;
}

std::optional<std::string> valueOf(const std::string& expression, const Values& values)
{
    if (const auto value = values.find(expression); value != values.end()) return value->second;
    if (expression.size() >= 3 && expression.starts_with("f'") && expression.ends_with('\'')) {
        const std::string_view text = std::string_view(expression).substr(2, expression.size() - 3);
        if (!text.contains('\'')) return formattedText(text, values);
    }
    return std::nullopt;
}

} // namespace

std::optional<std::string> pythonAnswer(std::string_view script, const StartedPython& python)
{
    std::optional<std::string> printed;
    while (!script.empty()) {
        const std::size_t end = std::min(script.find_first_of(";\n"), script.size());
        const std::string_view statement = trimmed(script.substr(0, end));
        script.remove_prefix(std::min(end + 1, script.size()));
        if (statement.empty() || statement.starts_with("import ") || statement.starts_with("from "))
            continue;
        std::string expression = normalized(statement);
        std::string_view ending = "\n";
        constexpr std::string_view withoutNewline = ",end='')";
        if (printed || !expression.starts_with("print(") || !expression.ends_with(')'))
            return std::nullopt;
        if (expression.ends_with(withoutNewline)) {
            expression.erase(expression.size() - withoutNewline.size());
            ending = "";
        } else {
            expression.pop_back();
        }
        const auto value =
            valueOf(expression.substr(std::string_view("print(").size()), valuesOf(python));
        if (!value) return std::nullopt;
        printed = *value + std::string(ending);
    }
    return printed;
}

} // namespace pinwheel
