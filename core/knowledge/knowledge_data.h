#pragma once

// The content of the fact files, as the look-ups of Knowledge need it. Private to core/knowledge.

#include "core/knowledge/dotted_version.h"
#include "core/knowledge/image_reference.h"
#include "core/knowledge/knowledge.h"

#include <map>
#include <nlohmann/json.hpp>
#include <unordered_map>

namespace pinwheel {

using Json = nlohmann::json;

struct OsRow {
    std::string os;
    std::string version;
    std::string codename;
    std::string libc;
    std::string libcVersion;
    std::optional<std::string> python;
    std::optional<bool> pep668;
    std::string packageManager;
    std::string endOfLife;
    std::string gcc;
    std::string factId;
};

/// One image family or image, with its fields as they stand in the file.
struct ImageRow {
    std::string family;
    std::vector<std::string> names; ///< familiar names
    std::string tags; ///< glob over tags; empty = all
    Json fields;
    std::string factId;
};

/// CUDA images of one version and system.
struct CudaTagRow {
    std::string cuda;
    std::string os; ///< "ubuntu22.04"
    std::vector<std::string> flavors;
    struct Cudnn {
        std::string word; ///< "cudnn8"
        std::string version; ///< empty where not read
        std::vector<std::string> flavors;
    };
    std::vector<Cudnn> cudnn;
    std::string factId;
};

/// Rows of NumPy's binary interface for one package.
struct NumpyRow {
    std::string firstVersion;
    std::string lastVersion; ///< as PackageRow's
    NumpyAbi abi;
};

struct AptList {
    std::string os;
    std::string version;
    std::string text; ///< the sorted TSV file
    std::string factId;
};

struct AptPackageRow {
    std::string os;
    std::string version;
    std::string package;
    AptPythonDistribution distribution;
};

struct Knowledge::Data {
    std::string date;
    std::map<std::string, FactCitation, std::less<>> facts;

    std::vector<OsRow> systems;
    std::vector<ImageRow> images; ///< the user's first
    std::vector<CudaTagRow> cudaTags;
    std::map<std::string, std::string, std::less<>> frozenPythonDefaults; ///< "3.8" → "bookworm"
    std::string pythonDefault; ///< codename of the newest period

    std::map<std::string, std::string, std::less<>> driverFloors; ///< "12" → driver
    std::map<std::string, std::string, std::less<>>
        toolkitDrivers; ///< "12.4" → driver of the first release
    std::map<std::string, std::string, std::less<>> toolkitUpdates; ///< "12.4.1" → driver
    std::map<std::string, int, std::less<>> nvccGcc;
    std::vector<Gpu> gpus;
    std::map<ComputeCapability, std::string> firstCuda;

    std::vector<TorchRelease> torch; ///< oldest first
    std::map<std::string, std::vector<NumpyRow>, std::less<>> numpy;
    std::map<std::string, std::vector<PackageRow>, std::less<>> packageRows;
    std::vector<SharedModule> sharedModules;
    std::vector<NeededLibrary> neededLibraries;
    std::vector<BreakingNeighbour> breakingNeighbours;
    std::vector<WheelArchitectures> wheelArchitectures;
    std::vector<MisleadingName> misleadingNames;
    std::map<std::string, std::string, std::less<>> pythonEndOfLife;

    std::vector<AptList> aptLists;
    std::vector<AptPackageRow> aptPackages;

    [[nodiscard]] FactCitation cite(std::string_view id) const;
    [[nodiscard]] const OsRow* system(std::string_view os, std::string_view version) const;
    [[nodiscard]] const OsRow* systemByCodename(std::string_view codename) const;
};

/// Takes one fact of a known kind into the tables. Throws nlohmann's exceptions for malformed ones;
/// the reader catches.
void takeBaseImageFact(Knowledge::Data& data, const Json& fact, const FactCitation& citation);
void takeCudaFact(Knowledge::Data& data, const Json& fact, const FactCitation& citation);
void takeTorchFact(Knowledge::Data& data, const Json& fact, const FactCitation& citation);
void takePackageFact(Knowledge::Data& data, const Json& fact, const FactCitation& citation);
void takeAptFact(Knowledge::Data& data, const Json& fact, const FactCitation& citation);

} // namespace pinwheel
