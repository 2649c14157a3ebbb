#include "ui/target/build_choice.h"

#include "core/dockerfile/dockerfile_names.h"
#include "core/text/file_provider.h"
#include "ui/qt_text.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

/// A folder's audit reads nothing above it.
bool isOutside(const std::string& path)
{
    return path.starts_with("..") || path.starts_with('/');
}

BuildChoice choiceOf(const QString& file, const BuildEntry& entry,
                     const EnvironmentLookup& environment)
{
    BuildChoice choice {
        .file = file, .name = toShownText(entry.name), .entry = entry, .trouble = {}};
    const std::filesystem::path folder = std::filesystem::path(toStdString(file)).parent_path();
    auto placed = placedEntry(entry, folder, environment);
    if (!placed) {
        choice.trouble = toShownText(placed.error().message);
        return choice;
    }
    choice.entry = *std::move(placed);
    // "." and "api/" name folders as well.
    std::string& context = choice.entry.context;
    if (context.ends_with('/')) context.pop_back();
    if (context == ".") context.clear();
    if (isOutside(context) || isOutside(choice.entry.dockerfile))
        choice.trouble = QCoreApplication::translate(
            "BuildChoice", "its files lie outside of this folder: open the folder above");
    return choice;
}

} // namespace

std::vector<BuildChoice> buildChoicesOf(const QString& file, const QByteArray& text,
                                        const EnvironmentLookup& environment,
                                        const ComposeNeighbours& neighbours)
{
    const std::string name = toStdString(QFileInfo(file).fileName());
    const auto unreadable = [&file](const QString& why) {
        return std::vector {BuildChoice {.file = file, .name = {}, .entry = {}, .trouble = why}};
    };
    if (name.ends_with(".hcl"))
        return unreadable(QCoreApplication::translate(
            "BuildChoice", "HCL is not read; `docker buildx bake --print` writes it as JSON"));
    const std::string_view bytes(text.constData(), static_cast<std::size_t>(text.size()));
    const auto entries = isBakeFileName(name)
        ? readBakeFile(bytes, environment)
        : readComposeFile(name, bytes, environment, neighbours);
    if (!entries) return unreadable(toShownText(entries.error().message));
    std::vector<BuildChoice> choices;
    for (const BuildEntry& entry : *entries)
        choices.push_back(choiceOf(file, entry, environment));
    return choices;
}

std::vector<BuildChoice> buildChoicesIn(const std::filesystem::path& folder)
{
    const DiskFileProvider files(folder);
    std::vector<BuildChoice> choices;
    for (const std::string& path : findBuildFiles(files))
        if (const Result<std::string> text = readTextFile(folder / path))
            std::ranges::move(buildChoicesOf(toQString(path), QByteArray::fromStdString(*text),
                                             environmentBeside(folder / path),
                                             filesBeside(folder / path)),
                              std::back_inserter(choices));
    return choices;
}

bool isBuildFileName(const QString& path)
{
    const std::string name = toStdString(QFileInfo(path).fileName());
    return isComposeFileName(name) || isBakeFileName(name);
}

std::optional<std::string> environmentVariable(const std::string& name)
{
    return qEnvironmentVariableIsSet(name.c_str())
        ? std::optional(toStdString(qEnvironmentVariable(name.c_str())))
        : std::nullopt;
}

EnvironmentLookup environmentBeside(const std::filesystem::path& file)
{
    const Result<std::string> text = readTextFile(file.parent_path() / ".env");
    const bool isCompose = isComposeFileName(file.filename().string());
    return text && isCompose ? withEnvironmentFile(environmentVariable, *text)
                             : EnvironmentLookup(environmentVariable);
}

QString folderOfBuildFile(const QString& path, const EnvironmentLookup& environment)
{
    // An entry may say `context: ..`: the folder to audit is the one that holds all that is built.
    const QFileInfo info(path);
    std::ptrdiff_t up = 0;
    if (const Result<std::string> text = readTextFile(toStdString(path)))
        for (const BuildChoice& choice :
             buildChoicesOf(info.fileName(), QByteArray::fromStdString(*text), environment,
                            filesBeside(toStdString(path))))
            for (const std::string& place : {choice.entry.context, choice.entry.dockerfile})
                up = std::max(
                    up,
                    std::ranges::count(std::filesystem::path(place), std::filesystem::path("..")));
    QDir folder = info.absoluteDir();
    while (up > 0 && folder.cdUp())
        --up;
    return folder.absolutePath();
}

QString troubleOfBuildFile(const QString& path, const EnvironmentLookup& environment)
{
    const Result<std::string> text = readTextFile(toStdString(path));
    if (!text) return toShownText(text.error().message);
    const QString file = QDir(folderOfBuildFile(path, environment))
                             .relativeFilePath(QFileInfo(path).absoluteFilePath());
    const std::vector<BuildChoice> choices = buildChoicesOf(
        file, QByteArray::fromStdString(*text), environment, filesBeside(toStdString(path)));
    if (choices.empty())
        return QCoreApplication::translate("BuildChoice", "no image is built in it");
    if (std::ranges::any_of(choices, &QString::isEmpty, &BuildChoice::trouble)) return {};
    const BuildChoice& first = choices.front();
    return first.name.isEmpty() ? first.trouble : first.name + u": "_s + first.trouble;
}

AuditOptions withBuildChoice(AuditOptions options, const BuildChoice& choice)
{
    const BuildEntry& entry = choice.entry;
    options.dockerfile = entry.dockerfile;
    options.context = entry.context;
    options.target = entry.target;
    options.buildArguments.clear();
    for (const auto& [name, value] : entry.arguments)
        if (value) options.buildArguments[name] = *value;
    const std::string usual = AuditOptions().platform;
    if (!entry.platforms.empty() && !std::ranges::contains(entry.platforms, usual))
        options.platform = entry.platforms.front();
    return options;
}

} // namespace pinwheel
