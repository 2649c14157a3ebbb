#pragma once

#include "core/base/known.h"
#include "core/findings/finding.h"

#include <string>
#include <vector>

namespace pinwheel {

/// What one release of a package means for NumPy's binary interface.
struct NumpyAbi {
    bool worksWithNumpy1 = true;
    bool worksWithNumpy2 = true;
    std::string declared; ///< the range in its metadata; empty where not read
    FactCitation fact;

    friend bool operator==(const NumpyAbi&, const NumpyAbi&) = default;
};

/// A fact about one range of versions of a package, as a row of its table.
struct PackageRow {
    std::string package;
    std::string firstVersion; ///< inclusive
    std::string lastVersion; ///< inclusive, a shorter one holds all that begin with it ("2.8"
                             ///< holds 2.8.3); empty = open
    std::string torch; ///< torch release it was built for ("2.5.1") or a specifier that it needs;
                       ///< empty = says nothing
    std::string cuda; ///< CUDA versions it carries or was built with, as written
    std::vector<std::string> gpuCode; ///< "sm_120" …; empty = not read
    std::string text; ///< the row in a sentence
    FactCitation fact;

    friend bool operator==(const PackageRow&, const PackageRow&) = default;
};

/// A module that two or more distributions install: who comes last overwrites the others.
struct SharedModule {
    std::string module; ///< "cv2"
    std::vector<std::string> distributions; ///< normalized
    std::string consequence;
    std::string keep; ///< the distribution that usually serves all; empty where it depends
    FactCitation fact;

    friend bool operator==(const SharedModule&, const SharedModule&) = default;
};

/// A shared library that a wheel loads and does not bring.
struct NeededLibrary {
    std::string distribution; ///< normalized
    std::string library; ///< "libGL.so.1"
    std::vector<std::string> debian; ///< packages that bring it, any of them
    std::vector<std::string> alpine;
    std::vector<std::string> fedora;
    std::string instead; ///< "opencv-python-headless": a twin that does without; empty for none
    FactCitation fact;

    friend bool operator==(const NeededLibrary&, const NeededLibrary&) = default;
};

/// Releases of a package that a later release of another one breaks, though their metadata admits
/// both.
struct BreakingNeighbour {
    std::string package; ///< normalized
    std::string firstVersion; ///< inclusive; empty = open
    std::string lastVersion; ///< inclusive, a shorter one holds all that begin with it
    std::string neighbour; ///< normalized
    std::string neighbourFrom; ///< the first release that breaks it
    std::string python; ///< the oldest Python that this release serves, "3.8"; empty where not read
    std::string symptom; ///< what is seen at run time
    bool whenPresent = false; ///< it works without the neighbour, which one of its extras asks for
    FactCitation fact;

    friend bool operator==(const BreakingNeighbour&, const BreakingNeighbour&) = default;
};

/// A package whose Linux wheels serve some architectures alone.
struct WheelArchitectures {
    std::string package; ///< normalized
    std::vector<std::string> architectures; ///< as platforms name them: "amd64"
    FactCitation fact;

    friend bool operator==(const WheelArchitectures&, const WheelArchitectures&) = default;
};

/// A name on the default index that is not what people mean by it.
struct MisleadingName {
    std::string name; ///< "sklearn"
    std::string instead; ///< "scikit-learn"; empty where there is none
    std::string text;
    bool fails = false; ///< its install ends with an error
    FactCitation fact;

    friend bool operator==(const MisleadingName&, const MisleadingName&) = default;
};

} // namespace pinwheel
