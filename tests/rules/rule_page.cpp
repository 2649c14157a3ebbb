#include "rule_page.h"

#include <sstream>

namespace {

/// The text without « and »; the lines on which a mark opens are noted.
std::string withoutMarks(const std::string& text, const std::string& file, RulePage& page)
{
    std::string plain;
    std::size_t line = 1;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string_view rest = std::string_view(text).substr(i);
        if (rest.starts_with("«") || rest.starts_with("»")) {
            if (rest.starts_with("«")) page.marks.emplace(file, line);
            i += std::string_view("«").size() - 1;
            continue;
        }
        line += text[i] == '\n';
        plain += text[i];
    }
    return plain;
}

void readOptions(const std::string& text, RulePage& page)
{
    const std::size_t blank = text.find(' ');
    const std::string name = text.substr(0, blank);
    const std::string value = text.substr(blank + 1);
    if (name == "gpu")
        page.options.gpus.push_back(value);
    else if (name == "driver")
        page.options.driver = value;
    else if (name == "profile")
        page.options.profile = value;
    else if (name == "platform")
        page.options.platform = value;
}

} // namespace

RulePage readRulePage(const std::string& text)
{
    RulePage page;
    std::istringstream lines(text);
    std::string line;
    std::string kind;
    std::string file;
    std::string content;
    constexpr std::string_view optionsLine = "Examples are audited with: ";
    while (std::getline(lines, line)) {
        if (line.starts_with("```") && kind.empty()) {
            std::istringstream words(line.substr(3));
            std::string language;
            words >> language >> kind >> file;
            content.clear();
        } else if (line == "```") {
            if (kind == "bad")
                page.bad[file] = withoutMarks(content, file, page);
            else if (kind == "good")
                page.good[file] = content;
            kind.clear();
        } else if (!kind.empty()) {
            content += line + "\n";
        } else if (line.starts_with("# ")) {
            page.title = line.substr(2);
        } else if (line.starts_with("## ")) {
            page.headings.push_back(line.substr(3));
        } else if (line.starts_with(optionsLine)) {
            readOptions(line.substr(optionsLine.size()), page);
        }
    }
    return page;
}
