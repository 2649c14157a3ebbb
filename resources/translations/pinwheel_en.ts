<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en">
<context>
    <name>AuditChange</name>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… and %n more</numerusform>
            <numerusform>… and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Detail</name>
    <message numerus="yes">
        <source>… and %n more line(s)</source>
        <translation>
            <numerusform>… and %n more line</numerusform>
            <numerusform>… and %n more lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DockerfileChooser</name>
    <message numerus="yes">
        <source>%n install command(s)</source>
        <translation>
            <numerusform>%n install command</numerusform>
            <numerusform>%n install commands</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> and %n more</source>
        <translation>
            <numerusform> and %n more</numerusform>
            <numerusform> and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Hover</name>
    <message numerus="yes">
        <source>A switch without an argument: pip does not look at what is installed. Here it writes over %n package(s).</source>
        <translation>
            <numerusform>A switch without an argument: pip does not look at what is installed. Here it writes over %n package.</numerusform>
            <numerusform>A switch without an argument: pip does not look at what is installed. Here it writes over %n packages.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Installs again what is already there. Here it does so to %n package(s).</source>
        <translation>
            <numerusform>Installs again what is already there. Here it does so to %n package.</numerusform>
            <numerusform>Installs again what is already there. Here it does so to %n packages.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Takes the newest version that fits. Here it upgrades %n package(s).</source>
        <translation>
            <numerusform>Takes the newest version that fits. Here it upgrades %n package.</numerusform>
            <numerusform>Takes the newest version that fits. Here it upgrades %n packages.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Does not look at what the packages require. Here it installs %n package(s) alone.</source>
        <translation>
            <numerusform>Does not look at what the packages require. Here it installs %n package alone.</numerusform>
            <numerusform>Does not look at what the packages require. Here it installs %n packages alone.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Bounds versions without asking for a package. Here it bounds %n package(s).</source>
        <translation>
            <numerusform>Bounds versions without asking for a package. Here it bounds %n package.</numerusform>
            <numerusform>Bounds versions without asking for a package. Here it bounds %n packages.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Asks for what the file lists. Here files and words ask for %n package(s).</source>
        <translation>
            <numerusform>Asks for what the file lists. Here files and words ask for %n package.</numerusform>
            <numerusform>Asks for what the file lists. Here files and words ask for %n packages.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The index data holds %n release(s): %1</source>
        <translation>
            <numerusform>The index data holds %n release: %1</numerusform>
            <numerusform>The index data holds %n releases: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pinwheel::AuditProgress</name>
    <message numerus="yes">
        <source>Asking the index for %n pages</source>
        <translation>
            <numerusform>Asking the index for %n page</numerusform>
            <numerusform>Asking the index for %n pages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pinwheel::DecisionModel</name>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pinwheel::DockerfileChooser</name>
    <message numerus="yes">
        <source>%1 holds %n Dockerfile(s).</source>
        <translation>
            <numerusform>%1 holds %n Dockerfile.</numerusform>
            <numerusform>%1 holds %n Dockerfiles.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 holds %n build(s).</source>
        <translation>
            <numerusform>%1 holds %n build.</numerusform>
            <numerusform>%1 holds %n builds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pinwheel::EnvironmentView</name>
    <message numerus="yes">
        <source>%1 of %n package(s)</source>
        <translation>
            <numerusform>%1 of %n package</numerusform>
            <numerusform>%1 of %n packages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pinwheel::FindBar</name>
    <message numerus="yes">
        <source>%n replaced</source>
        <translation>
            <numerusform>%n replaced</numerusform>
            <numerusform>%n replaced</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pinwheel::FindingGroups</name>
    <message numerus="yes">
        <source>%1, %n finding(s), worst: %2</source>
        <translation>
            <numerusform>%1, %n finding, worst: %2</numerusform>
            <numerusform>%1, %n findings, worst: %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pinwheel::FixModel</name>
    <message numerus="yes">
        <source>Apply %n fix(es)</source>
        <translation>
            <numerusform>Apply %n fix</numerusform>
            <numerusform>Apply %n fixes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pinwheel::FixesView</name>
    <message numerus="yes">
        <source>Apply %n fix(es)</source>
        <translation>
            <numerusform>Apply %n fix</numerusform>
            <numerusform>Apply %n fixes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fix(es) chosen</source>
        <translation>
            <numerusform>%n fix chosen</numerusform>
            <numerusform>%n fixes chosen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pinwheel::HeaderBar</name>
    <message numerus="yes">
        <source>%n argument(s)</source>
        <translation>
            <numerusform>%n argument</numerusform>
            <numerusform>%n arguments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>%n chosen</numerusform>
            <numerusform>%n chosen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n critical</source>
        <translation>
            <numerusform>%n critical</numerusform>
            <numerusform>%n critical</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n high</source>
        <translation>
            <numerusform>%n high</numerusform>
            <numerusform>%n high</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n medium</source>
        <translation>
            <numerusform>%n medium</numerusform>
            <numerusform>%n medium</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n low</source>
        <translation>
            <numerusform>%n low</numerusform>
            <numerusform>%n low</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Apply %n safe fix(es)</source>
        <translation>
            <numerusform>Apply %n safe fix</numerusform>
            <numerusform>Apply %n safe fixes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n finding</numerusform>
            <numerusform>%n findings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Apply %n</source>
        <comment>safe fixes</comment>
        <translation>
            <numerusform>Apply %n</numerusform>
            <numerusform>Apply %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pinwheel::HeatMap</name>
    <message numerus="yes">
        <source>Impact %1, probability %2: %n finding(s)</source>
        <translation>
            <numerusform>Impact %1, probability %2: %n finding</numerusform>
            <numerusform>Impact %1, probability %2: %n findings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pinwheel::MainWindow</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pinwheel::SideBySideView</name>
    <message numerus="yes">
        <source>⋯ %n line(s) as before</source>
        <translation>
            <numerusform>⋯ %n line as before</numerusform>
            <numerusform>⋯ %n lines as before</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pinwheel::TimelineView</name>
    <message numerus="yes">
        <source>%n finding(s), worst: %1</source>
        <translation>
            <numerusform>%n finding, worst: %1</numerusform>
            <numerusform>%n findings, worst: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Build layers
%n package(s) tracked</source>
        <translation>
            <numerusform>Build layers
%n package tracked</numerusform>
            <numerusform>Build layers
%n packages tracked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stage(s)</source>
        <translation>
            <numerusform>%n stage</numerusform>
            <numerusform>%n stages</numerusform>
        </translation>
    </message>
</context>
</TS>
