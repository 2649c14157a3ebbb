// The CUDA chain is asked once without a GPU and once with each: what the second says more is about
// the GPU, what both say is about the driver and the toolkit. So the matrix cannot say anything
// that the chain does not.

#include "core/chains/gpu_matrix.h"

#include "core/base/format.h"
#include "core/base/limits.h"
#include "core/chains/chain_parts.h"
#include "core/python/version.h"

#include <algorithm>

namespace pinwheel {
namespace {

using Links = std::vector<ChainLink>;

Links linksFor(AuditModel& model, const Knowledge& knowledge, const std::string& driver,
               std::vector<std::string> gpus)
{
    model.options.driver = driver;
    model.options.gpus = std::move(gpus);
    return cudaChain(chainInputOf(model, knowledge)).links;
}

void gather(const Links& links, LinkState state, GpuMatrix::Cell& cell)
{
    for (const ChainLink& link : links) {
        if (link.state == state) {
            if (!cell.account.empty()) cell.account += "; ";
            cell.account += formatted("{}: {}", link.to, link.account);
            if (!cell.span) cell.span = link.span;
            cell.facts.insert(cell.facts.end(), link.facts.begin(), link.facts.end());
        }
        gather(link.links, state, cell);
    }
}

bool holds(const Links& links, LinkState state)
{
    return std::ranges::any_of(links, [state](const ChainLink& link) {
        return link.state == state || holds(link.links, state);
    });
}

GpuMatrix::Cell cellOf(const Links& links)
{
    if (links.empty()) return {.account = "nothing here is known to hold code for a GPU"};
    GpuMatrix::Cell cell {.state = LinkState::Holds};
    if (holds(links, LinkState::Unknown)) cell.state = LinkState::Unknown;
    if (holds(links, LinkState::Breaks)) cell.state = LinkState::Breaks;
    gather(links, cell.state, cell);
    return cell;
}

std::string imageOf(const StageTrace& stage, bool isTarget)
{
    std::string text = !stage.name.empty() ? formatted("stage {}", stage.name)
        : isTarget                         ? "final image"
                                           : formatted("stage {}", stage.index);
    for (const EnvironmentPtr& environment : stage.environments)
        if (environment && environment->kind != EnvironmentKind::Tool)
            if (const InstalledDistribution* torch = environment->find("torch"))
                return formatted("{}, {}", text, nameAndVersion(*torch));
    return formatted("{}, {}", text, stage.base.reference);
}

/// Stages that the build walks through, the target first.
std::vector<std::uint32_t> stagesOf(const BuildTrace& trace)
{
    std::vector<std::uint32_t> stages;
    for (std::uint32_t i = 0; i < trace.stages.size(); ++i)
        if (trace.stages[i].inTarget) stages.push_back(i);
    std::ranges::stable_partition(stages,
                                  [&](std::uint32_t stage) { return stage == trace.targetStage; });
    return stages;
}

GpuMatrix::Row rowOf(AuditModel& model, const Knowledge& knowledge, const std::string& driver,
                     std::span<const std::string> gpus)
{
    GpuMatrix::Row row {.driver = driver};
    const Links ofDriver = linksFor(model, knowledge, driver, {});
    for (const std::string& gpu : gpus) {
        Links links = linksFor(model, knowledge, driver, {gpu});
        std::erase_if(links,
                      [&](const ChainLink& link) { return std::ranges::contains(ofDriver, link); });
        if (!driver.empty()) links.insert(links.end(), ofDriver.begin(), ofDriver.end());
        row.cells.push_back(cellOf(links));
    }
    return row;
}

} // namespace

GpuMatrix computeGpuMatrix(const AuditModel& model, const Knowledge& knowledge,
                           std::span<const std::string> gpus, std::span<const std::string> drivers)
{
    GpuMatrix matrix {.gpus = {gpus.begin(), gpus.end()}, .rows = {}};
    AuditModel asked = model;
    const std::vector<std::string> none {std::string()};
    const std::span<const std::string> asking =
        drivers.empty() ? std::span<const std::string>(none) : drivers;
    const std::uint32_t target = model.trace.targetStage;
    std::size_t cells = 0;
    for (const std::uint32_t stage : stagesOf(model.trace)) {
        asked.trace.targetStage = stage;
        if (linksFor(asked, knowledge, {}, {}).empty()) continue; // No CUDA in it.
        for (const std::string& driver : asking) {
            cells += gpus.size();
            if (cells > limits::gpuMatrixCells) return matrix;
            GpuMatrix::Row row = rowOf(asked, knowledge, driver, gpus);
            row.stage = stage;
            row.image = imageOf(model.trace.stages[stage], stage == target);
            matrix.rows.push_back(std::move(row));
        }
    }
    return matrix;
}

std::vector<std::string> telltaleDrivers(const Knowledge& knowledge)
{
    std::vector<std::string> drivers;
    const auto add = [&drivers](const Known<std::string>& driver) {
        if (driver && !std::ranges::contains(drivers, *driver)) drivers.push_back(*driver);
    };
    for (const TorchRelease& release : knowledge.torchReleases())
        for (const TorchVariant& variant : release.variants) {
            if (variant.cuda.empty()) continue;
            add(knowledge.driverFloor(variant.cuda));
            add(knowledge.toolkitDriver(variant.cuda));
        }
    std::ranges::sort(drivers, [](const std::string& a, const std::string& b) {
        const auto left = Version::parse(a);
        const auto right = Version::parse(b);
        return left && right ? *left < *right : a < b;
    });
    return drivers;
}

} // namespace pinwheel
