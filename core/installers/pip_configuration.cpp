#include "core/installers/pip_configuration.h"

#include "core/installers/pip_tables.h"
#include "core/python/python_text.h"

#include <algorithm>
#include <charconv>

// How pip's defaults are changed before the command line is read (pip 25.1, cli/parser.py,
// _update_defaults): first the keys of [global], then those of the command's own section, then
// PIP_* variables; within each, a later file wins. A list that is set again replaces the list
// before it; what the command line gives is added to it.

namespace pinwheel {
namespace {

struct Setting {
    std::string section;
    std::string key;
    Known<std::string> value;
    OptionOrigin origin;
};

/// 'y', 'yes', 't', 'true', 'on', '1' and their opposites. Source: pip, utils/misc.py (strtobool).
std::optional<bool> truthOf(std::string_view text)
{
    static constexpr std::array yes {"y", "yes", "t", "true", "on", "1"};
    static constexpr std::array no {"n", "no", "f", "false", "off", "0"};
    const std::string word = lowerCase(text);
    if (std::ranges::find(yes, word) != yes.end()) return true;
    if (std::ranges::find(no, word) != no.end()) return false;
    return std::nullopt;
}

std::vector<std::string> splitAtBlanks(std::string_view text)
{
    std::vector<std::string> words;
    std::string word;
    for (std::size_t i = 0; i <= text.size();) {
        const std::size_t blank = i < text.size() ? blankAt(text, i) : 1;
        if (blank == 0) {
            word += text[i++];
            continue;
        }
        if (!word.empty()) words.push_back(std::move(word));
        word.clear();
        i += blank;
    }
    return words;
}

const OptionSpec* exactOption(const OptionTables& tables, std::string_view spelling)
{
    for (const auto& table : tables)
        for (const OptionSpec& option : table)
            if (option.isSpelled(spelling)) return &option;
    return nullptr;
}

class PipCombination
{
public:
    PipCombination(const InstallCommand& command, const ProcessVariables& variables,
                   const std::vector<PipConfigurationText>& configuration)
        : m_command(command)
        , m_name(command.tool == InstallTool::Pip && !command.subcommand.empty()
                     ? command.subcommand
                     : "install")
        , m_tables(pipOptionTables(m_name))
        , m_isolated(hasIsolated(command))
    {
        readFiles(configuration, variables);
        if (!m_isolated) readVariables(variables);
    }

    EffectiveOptions combine()
    {
        for (const std::string_view section :
             {std::string_view("global"), std::string_view(m_name), std::string_view(":env:")})
            for (const Setting& setting : m_settings)
                if (setting.section == section) apply(setting);
        // A callback's setting is looked up last, so --no-cache-dir wins over a --cache-dir that is
        // set after it.
        if (m_cacheOff.kind != OptionOrigin::Kind::Default)
            (void)setPipOption(m_result.options, "--no-cache-dir", nullptr, m_cacheOff);
        for (const CommandOption& option : m_command.options)
            (void)setPipOption(m_result.options, option.name,
                               option.value ? &*option.value : nullptr,
                               CommandBuilder::originOf(option));
        return std::move(m_result);
    }

private:
    /// pip looks for the word itself wherever it stands, not for an abbreviation or a variable.
    static bool hasIsolated(const InstallCommand& command)
    {
        const Known<std::string> word = std::string("--isolated");
        return std::ranges::any_of(command.options,
                                   [&](const CommandOption& option) {
                                       return option.value ? option.value->text == word
                                                           : option.spelled == *word;
                                   })
            || std::ranges::any_of(command.arguments, [&](const PackageArgument& argument) {
                   return argument.text == word;
               });
    }

    void readFiles(const std::vector<PipConfigurationText>& configuration,
                   const ProcessVariables& variables)
    {
        using Level = PipConfigurationText::Level;
        const auto named = variables.find("PIP_CONFIG_FILE");
        // Naming /dev/null switches every file off; naming a file that is there switches the user's
        // own off.
        if (named != variables.end() && named->second.value == Known<std::string>("/dev/null"))
            return;
        const bool hasNamed =
            std::ranges::any_of(configuration, [](const PipConfigurationText& text) {
                return text.level == Level::Variable;
            });
        for (const Level level : {Level::Global, Level::User, Level::Site, Level::Variable}) {
            if (level == Level::User && (m_isolated || hasNamed)) continue;
            for (const PipConfigurationText& text : configuration)
                if (text.level == level) readFile(text);
        }
    }

    void readFile(const PipConfigurationText& text)
    {
        if (!text.text) {
            m_result.unknowns.push_back("the content of " + text.path
                                        + " is not known: " + text.text.reason());
            return;
        }
        PipConfigurationFile file = readPipConfiguration(text.file, *text.text);
        if (file.error) {
            m_result.problems.push_back({.kind = file.error->kind,
                                         .span = file.error->span,
                                         .message = text.path + ": " + file.error->message});
            return;
        }
        for (PipConfigurationItem& item : file.items)
            set({.section = std::move(item.section),
                 .key = std::move(item.key),
                 .value = std::move(item.value),
                 .origin = {.kind = OptionOrigin::Kind::ConfigurationFile,
                            .span = item.span,
                            .name = text.path}});
    }

    void readVariables(const ProcessVariables& variables)
    {
        for (const auto& [name, variable] : variables) {
            if (!name.starts_with("PIP_")) continue;
            std::string key;
            for (const char c : std::string_view(name).substr(4))
                key += c == '_' ? '-' : lowerCase(c);
            if (key == "version" || key == "help") continue;
            set({.section = ":env:",
                 .key = std::move(key),
                 .value = variable.value,
                 .origin = {
                     .kind = OptionOrigin::Kind::Variable, .span = variable.span, .name = name}});
        }
    }

    /// One value per section and key: a later one takes the place of the earlier.
    void set(Setting setting)
    {
        const auto found = std::ranges::find_if(m_settings, [&](const Setting& other) {
            return other.section == setting.section && other.key == setting.key;
        });
        if (found == m_settings.end())
            m_settings.push_back(std::move(setting));
        else
            *found = std::move(setting);
    }

    void refuse(const Setting& setting, std::string message)
    {
        m_result.problems.push_back({.kind = CommandProblem::Kind::BadValue,
                                     .span = setting.origin.span.value_or(m_command.span),
                                     .message = std::move(message)});
    }

    void apply(const Setting& setting)
    {
        if (setting.value && setting.value->empty()) return; // pip ignores empty values
        const OptionSpec* const option = exactOption(m_tables, "--" + setting.key);
        if (!option) return; // an option of another command
        m_result.applied.push_back(setting.origin);
        const PipOptionAction action = pipOptionAction(m_name, *option);
        if (!setting.value
            && (action == PipOptionAction::Switch || action == PipOptionAction::SwitchOff
                || action == PipOptionAction::Count)) {
            m_result.unknowns.push_back(setting.origin.name + " sets " + std::string(option->name())
                                        + " to a value that is not known: "
                                        + setting.value.reason());
            return;
        }
        switch (action) {
        case PipOptionAction::Switch:
            return applySwitch(setting, *option, true);
        case PipOptionAction::SwitchOff:
            return applySwitch(setting, *option, false);
        case PipOptionAction::Count:
            return applyCount(setting, *option);
        case PipOptionAction::Append:
            return applyList(setting, *option);
        case PipOptionAction::Callback:
            return applyCallback(setting, *option);
        case PipOptionAction::Store:
            return applyValue(setting, *option);
        }
    }

    /// The value is the setting's own, not the switch's: PIP_NO_COMPILE=1 means "compile", because
    /// --no-compile stores false where the variable stores true.
    void applySwitch(const Setting& setting, const OptionSpec& option, bool storesTrue)
    {
        const auto truth = truthOf(*setting.value);
        if (!truth)
            return refuse(setting,
                          *setting.value + " is not a valid value for " + setting.key
                              + " option, please specify a boolean value");
        if (*truth == storesTrue) {
            (void)setPipOption(m_result.options, option.name(), nullptr, setting.origin);
            return;
        }
        setPipSwitchOpposite(m_result.options, option.name(), setting.origin);
    }

    void applyCount(const Setting& setting, const OptionSpec& option)
    {
        int count = 0;
        if (const auto truth = truthOf(*setting.value))
            count = *truth ? 1 : 0;
        else {
            const std::string_view text = withoutOuterBlanks(*setting.value);
            const auto [end, error] =
                std::from_chars(text.data(), text.data() + text.size(), count);
            if (error != std::errc() || end != text.data() + text.size() || count < 0)
                return refuse(setting,
                              *setting.value + " is not a valid value for " + setting.key
                                  + " option");
        }
        (option.name() == "--quiet" ? m_result.options.quiet : m_result.options.verbose) = count;
    }

    OptionValue valueOf(const Setting& setting) const
    {
        return {.text = setting.value, .origin = setting.origin};
    }

    bool allows(const Setting& setting, const OptionSpec& option, const std::string& text)
    {
        const std::string spelled = std::string(option.name()) + "=" + text;
        const std::array word {OptionWord {.text = spelled}};
        const ParsedWords parsed = parseOptionWords(word, m_tables, dialects::optparse);
        if (parsed.troubles.empty()) return true;
        refuse(setting, parsed.troubles.front().message);
        return false;
    }

    void applyValue(const Setting& setting, const OptionSpec& option)
    {
        if (setting.value && !allows(setting, option, *setting.value)) return;
        const OptionValue value = valueOf(setting);
        (void)setPipOption(m_result.options, option.name(), &value, setting.origin);
    }

    void applyList(const Setting& setting, const OptionSpec& option)
    {
        clearPipList(m_result.options, option.name());
        if (!setting.value) {
            const OptionValue value = valueOf(setting);
            (void)setPipOption(m_result.options, option.name(), &value, setting.origin);
            return;
        }
        for (const std::string& word : splitAtBlanks(*setting.value)) {
            if (!allows(setting, option, word)) return;
            const OptionValue value {.text = word, .origin = setting.origin};
            (void)setPipOption(m_result.options, option.name(), &value, setting.origin);
        }
    }

    void applyCallback(const Setting& setting, const OptionSpec& option)
    {
        const std::string_view name = option.name();
        if (name == "--no-use-pep517")
            return refuse(setting,
                          "a value was passed for --no-use-pep517, probably by "
                              + setting.origin.name);
        if (name == "--no-cache-dir") {
            // Any valid truth value disables the cache, "false" too (pip, _handle_no_cache_dir).
            if (setting.value && !truthOf(*setting.value))
                return refuse(setting,
                              "--no-cache-dir error: invalid truth value '" + *setting.value + "'");
            m_cacheOff = setting.origin;
            return;
        }
        if (setting.value)
            if (auto trouble = pipValueTrouble(name, *setting.value))
                return refuse(setting, *std::move(trouble));
        const OptionValue value = valueOf(setting);
        (void)setPipOption(m_result.options, name, &value, setting.origin);
    }

    const InstallCommand& m_command;
    std::string m_name;
    OptionTables m_tables;
    bool m_isolated = false;
    std::vector<Setting> m_settings;
    OptionOrigin m_cacheOff; ///< who disables the cache by a variable or a file
    EffectiveOptions m_result;
};

} // namespace

EffectiveOptions combinePipOptions(const InstallCommand& command, const ProcessVariables& variables,
                                   const std::vector<PipConfigurationText>& configuration)
{
    return PipCombination(command, variables, configuration).combine();
}

} // namespace pinwheel
