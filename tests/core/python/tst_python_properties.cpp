// What holds for every version, specifier set and requirement, tried on generated ones.

#include "core/python/requirement.h"
#include "core/python/version_ranges.h"

#include <QTest>

#include <rapidcheck.h>

using namespace pinwheel;

namespace {

rc::Gen<std::string> numberText()
{
    return rc::gen::weightedOneOf<std::string>(
        {{8, rc::gen::map(rc::gen::inRange(0, 4), [](int value) { return std::to_string(value); })},
         {2,
          rc::gen::map(rc::gen::arbitrary<std::uint64_t>(),
                       [](std::uint64_t value) { return std::to_string(value); })},
         {1, rc::gen::just(std::string("20240101000000000000000000"))}});
}

rc::Gen<std::string> oneOf(std::vector<std::string> texts)
{
    return rc::gen::elementOf(std::move(texts));
}

/// A part that most versions have not.
rc::Gen<std::string> suffix(std::vector<std::string> words)
{
    const auto written = rc::gen::map(rc::gen::pair(oneOf(std::move(words)), numberText()),
                                      [](const std::pair<std::string, std::string>& parts) {
                                          return parts.first + parts.second;
                                      });
    return rc::gen::weightedOneOf<std::string>({{3, rc::gen::just(std::string())}, {1, written}});
}

rc::Gen<std::string> versionText()
{
    const auto release = rc::gen::map(
        rc::gen::pair(
            numberText(),
            rc::gen::resize(3, rc::gen::container<std::vector<std::string>>(numberText()))),
        [](const std::pair<std::string, std::vector<std::string>>& numbers) {
            std::string text = numbers.first;
            for (const std::string& number : numbers.second)
                text += '.' + number;
            return text;
        });
    return rc::gen::map(
        rc::gen::tuple(suffix({""}), release, suffix({"a", "b", "rc", "-alpha.", "c"}),
                       suffix({".post", "-", "rev"}), suffix({".dev", "_DEV-"}),
                       suffix({"+", "+cu.", "+Abc-"})),
        [](const std::tuple<std::string, std::string, std::string, std::string, std::string,
                            std::string>& parts) {
            const auto& [epoch, numbers, pre, post, dev, local] = parts;
            return (epoch.empty() ? "" : epoch + '!') + numbers + pre + post + dev + local;
        });
}

rc::Gen<std::string> setText()
{
    const auto clause =
        rc::gen::map(rc::gen::pair(oneOf({"==", "!=", ">=", "<=", ">", "<", "~="}), versionText()),
                     [](const std::pair<std::string, std::string>& parts) {
                         const bool takesLocal = parts.first == "==" || parts.first == "!=";
                         const std::string version = takesLocal
                             ? parts.second
                             : parts.second.substr(0, parts.second.find('+'));
                         return parts.first + (parts.first == "~=" ? "1." : "") + version;
                     });
    return rc::gen::map(rc::gen::resize(4, rc::gen::container<std::vector<std::string>>(clause)),
                        [](const std::vector<std::string>& clauses) {
                            std::string text;
                            for (const std::string& one : clauses)
                                text += one + ',';
                            return text;
                        });
}

Version anyVersion()
{
    return *Version::parse(*versionText());
}

/// None where an epoch behind "~=1." made the text no specifier.
SpecifierSet anySet()
{
    const auto set = parseSpecifierSet(*setText());
    RC_PRE(set.has_value());
    return *set;
}

} // namespace

class PythonPropertiesTest : public QObject
{
    Q_OBJECT

private slots:
    void aVersionPrintsAsItIsRead()
    {
        QVERIFY(rc::check([] {
            const Version version = anyVersion();
            const auto again = Version::parse(version.toString());
            RC_ASSERT(again.has_value());
            RC_ASSERT(*again == version);
            RC_ASSERT(again->toString() == version.toString());
        }));
    }

    void theOrderIsTransitive()
    {
        QVERIFY(rc::check([] {
            std::vector<Version> versions {anyVersion(), anyVersion(), anyVersion()};
            std::ranges::sort(versions);
            RC_ASSERT(versions[0] <= versions[1] && versions[1] <= versions[2]
                      && versions[0] <= versions[2]);
            RC_ASSERT((versions[0] == versions[2])
                      == (versions[0] == versions[1] && versions[1] == versions[2]));
        }));
    }

    void aSetPrintsAsItIsRead()
    {
        QVERIFY(rc::check([] {
            const SpecifierSet set = anySet();
            RC_ASSERT(*parseSpecifierSet(set.toString()) == set);
            RC_ASSERT(parseSpecifierSet(set.toString())->toString() == set.toString());
        }));
    }

    void aConjunctionHoldsWhatBothHold()
    {
        QVERIFY(rc::check([] {
            const SpecifierSet a = anySet();
            const SpecifierSet b = anySet();
            const Version version = anyVersion();
            RC_ASSERT(conjunction(a, b).contains(version, true)
                      == (a.contains(version, true) && b.contains(version, true)));
            RC_ASSERT(rangesOf(conjunction(a, b)) == rangesOf(a).intersection(rangesOf(b)));
        }));
    }

    void aTightenedSetHoldsWhatItHeld()
    {
        QVERIFY(rc::check([] {
            const SpecifierSet set = conjunction(anySet(), anySet());
            const Version version = anyVersion();
            RC_ASSERT(tightened(set).contains(version) == set.contains(version));
            RC_ASSERT(tightened(set).contains(version, true) == set.contains(version, true));
        }));
    }

    void rangesHoldWhatTheSetHolds()
    {
        QVERIFY(rc::check([] {
            const SpecifierSet set = anySet();
            const Version version = anyVersion();
            if (set.contains(version, true)) RC_ASSERT(rangesOf(set).contains(version));
            // The two details that ranges leave out concern pre- and post-releases and local labels
            // alone.
            const bool isPlain =
                std::ranges::none_of(set.specifiers(), [](const Specifier& specifier) {
                    return specifier.version()->isPrerelease()
                        || specifier.version()->isPostrelease();
                });
            if (isPlain) RC_ASSERT(rangesOf(set).contains(version) == set.contains(version, true));
        }));
    }

    void aRequirementPrintsAsItIsRead()
    {
        QVERIFY(rc::check([] {
            const std::string text = *oneOf({"torch", "Ruamel.yaml", "a"})
                + *oneOf({"", "[x]", "[b,a]"}) + *setText()
                + *oneOf(
                    {"", "; python_version < '3'",
                     "; 'a' in os_name and (extra == \"b\" or os_name != 'c' and extra=='d')"});
            const auto requirement = parseRequirement(text);
            RC_PRE(requirement.has_value());
            const bool isSame = parseRequirement(requirement->toString()) == requirement;
            RC_ASSERT(isSame);
        }));
    }
};

QTEST_APPLESS_MAIN(PythonPropertiesTest)
#include "tst_python_properties.moc"
