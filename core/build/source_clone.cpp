// git clone and git checkout: which repositories come into the image, and at which revision. The
// audited project's own repository is known by its name; its files are then taken for what is
// cloned.

#include "core/base/format.h"
#include "core/base/redact.h"
#include "core/build/install_effects.h"
#include "core/dockerfile/run_mount.h"
#include "core/python/project_name.h"
#include "core/requirements/project_requirements.h"

#include <algorithm>
#include <array>

namespace pinwheel {
namespace {

/// Options of `git clone` that take a word of their own. Source: git's manual, git-clone.
constexpr std::array<std::string_view, 18> cloneValues {"-b",
                                                        "--branch",
                                                        "-o",
                                                        "--origin",
                                                        "-u",
                                                        "--upload-pack",
                                                        "-c",
                                                        "--config",
                                                        "-j",
                                                        "--jobs",
                                                        "--depth",
                                                        "--reference",
                                                        "--template",
                                                        "--filter",
                                                        "--shallow-since",
                                                        "--separate-git-dir",
                                                        "--server-option",
                                                        "--revision"};

/// "https://github.com/team/tool.git/" gives "tool".
std::string repositoryName(std::string_view url)
{
    while (url.ends_with('/'))
        url.remove_suffix(1);
    if (url.ends_with(".git")) url.remove_suffix(4);
    const std::size_t part = url.find_last_of("/:");
    return std::string(part == std::string_view::npos ? url : url.substr(part + 1));
}

/// The name that the audited project gives itself; empty where no file says one.
std::string nameOfProject(Interpretation& run)
{
    for (const auto& [kind, file] : {std::pair(ProjectFileKind::Pyproject, "pyproject.toml"),
                                     std::pair(ProjectFileKind::SetupCfg, "setup.cfg"),
                                     std::pair(ProjectFileKind::SetupPy, "setup.py")}) {
        if (run.texts.files().kindOf(run.contextPath(file)) != FileProvider::Kind::File) continue;
        const auto id = run.texts.read(run.contextPath(file));
        if (!id) continue;
        const ProjectFile project =
            readProjectFile(kind, *id, run.texts.sources().text(*id).bytes());
        if (!project.projectName.empty()) return project.projectName;
    }
    return {};
}

/// Whether no instruction brings anything of the build context, though the command that clones goes
/// on to install from a requirement file that stands in it: a Dockerfile that lies in its own
/// project and takes that project's code from its repository.
bool bringsNoContext(const InstallContext& context)
{
    const Interpretation& run = context.run;
    const std::string_view script = context.script.text();
    std::string_view rest =
        script.substr(std::min<std::size_t>(context.command.range.end, script.size()));
    rest = rest.substr(0, rest.find("git clone"));
    const auto isInstalled = [&](std::string_view file) {
        return run.texts.files().kindOf(run.contextPath(file)) == FileProvider::Kind::File
            && rest.contains(formatted("-r {}", file));
    };
    static constexpr std::array<std::string_view, 3> files {
        "requirements.txt", "requirements/base.txt", "requirements/requirements.txt"};
    if (std::ranges::none_of(files, isInstalled)) return false;
    return std::ranges::none_of(
        run.model.dockerfile.instructions, [](const Instruction& instruction) {
            const bool copies = (instruction.keyword == "COPY" || instruction.keyword == "ADD")
                && instruction.flag("from") == nullptr;
            const bool isRemote =
                !instruction.words.empty() && instruction.words.front().text.contains("://");
            const bool binds =
                std::ranges::any_of(mountsOf(instruction), [](const MountFlag& each) {
                    return each.mount.type == MountType::Bind && each.mount.from.empty();
                });
            return (copies && !isRemote) || binds;
        });
}

/// The folder in which git works: that of -C, or the shell's.
std::string folderOf(const InstallContext& context, std::size_t& at)
{
    std::string folder = context.workingFolder();
    const auto& argv = context.command.argv;
    while (at < argv.size() && argv[at].isKnown() && argv[at].bytes().starts_with('-')) {
        const bool takesWord = argv[at].is("-C") || argv[at].is("-c");
        if (argv[at].is("-C") && at + 1 < argv.size() && argv[at + 1].isKnown())
            folder = absoluteImagePath(folder, argv[at + 1].bytes());
        at += takesWord ? 2 : 1;
    }
    return folder;
}

void performClone(InstallContext& context, const std::string& folder, std::size_t at)
{
    const auto& argv = context.command.argv;
    SourceClone clone {
        .span = context.script.toSource(context.command.range.begin, context.command.range.end),
        .stage = static_cast<std::uint32_t>(context.stage),
        .layer = context.step};
    std::vector<std::string> places;
    for (; at < argv.size(); ++at) {
        if (!argv[at].isKnown()) {
            places.emplace_back();
            continue;
        }
        const std::string& word = argv[at].bytes();
        const bool takesWord = std::ranges::find(cloneValues, word) != cloneValues.end();
        const bool isRevision = word == "-b" || word == "--branch" || word == "--revision";
        if (isRevision && at + 1 < argv.size())
            clone.revision = argv[at + 1].isKnown() ? argv[at + 1].bytes() : "?";
        else if (word.starts_with("--branch=") || word.starts_with("--revision="))
            clone.revision = word.substr(word.find('=') + 1);
        if (takesWord)
            ++at;
        else if (!word.starts_with('-'))
            places.push_back(word);
    }
    if (places.empty() || places.front().empty()) return;
    const std::string name = repositoryName(places.front());
    if (name.empty() || (places.size() > 1 && places[1].empty())) return;
    clone.url = redactCredentials(places.front());
    clone.folder = absoluteImagePath(folder, places.size() > 1 ? places[1] : name);
    clone.isOwn = normalizedName(name) == nameOfProject(context.run);
    if (!clone.isOwn && context.run.model.trace.clones.empty())
        clone.isOwn = clone.isPresumed = bringsNoContext(context);
    const ImageFiles::Stamp stamp {context.step, clone.span};
    if (context.certain && clone.isOwn && clone.revision.empty()) {
        context.state.files.makeFolder(clone.folder, stamp);
        context.state.files.mountContext(clone.folder, context.run.contextPath(""),
                                         std::make_shared<const DockerIgnore>(), stamp);
    } else {
        context.state.files.mountUnknown(clone.folder, formatted("it is cloned from {}", clone.url),
                                         stamp);
    }
    context.run.model.trace.clones.push_back(std::move(clone));
}

/// A revision that is checked out fixes the clone that holds the folder.
void performCheckout(InstallContext& context, const std::string& folder, std::size_t at)
{
    for (SourceClone& clone : context.run.model.trace.clones) {
        if (clone.stage != context.stage
            || (folder != clone.folder && !folder.starts_with(clone.folder + "/")))
            continue;
        for (std::size_t i = at; i < context.command.argv.size(); ++i) {
            const auto& word = context.command.argv[i];
            if (word.is("--")) break;
            if (!word.isKnown() || !word.bytes().starts_with('-'))
                clone.revision = word.isKnown() ? word.bytes() : "?";
        }
    }
}

} // namespace

void performGit(InstallContext& context)
{
    std::size_t at = 1;
    const std::string folder = folderOf(context, at);
    const auto& argv = context.command.argv;
    if (at >= argv.size()) return;
    if (argv[at].is("clone"))
        performClone(context, folder, at + 1);
    else if (argv[at].is("checkout") || argv[at].is("reset") || argv[at].is("switch"))
        performCheckout(context, folder, at + 1);
}

} // namespace pinwheel
