<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>AuditChange</name>
    <message>
        <source>%1 %2 is no longer installed</source>
        <translation>%1 %2 ist nicht mehr installiert</translation>
    </message>
    <message>
        <source>%1 %2 is installed as well</source>
        <translation>%1 %2 ist zusätzlich installiert</translation>
    </message>
    <message>
        <source>Overall risk:</source>
        <translation>Gesamtrisiko:</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>What is installed stays the same.</source>
        <translation>Was installiert ist, bleibt gleich.</translation>
    </message>
    <message>
        <source>Findings that go</source>
        <translation>Befunde, die verschwinden</translation>
    </message>
    <message>
        <source>Findings that come</source>
        <translation>Befunde, die hinzukommen</translation>
    </message>
    <message>
        <source>None.</source>
        <translation>Keine.</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… und %n weitere</numerusform>
            <numerusform>… und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>a version not known</source>
        <translation>eine unbekannte Version</translation>
    </message>
    <message>
        <source>some version %1</source>
        <translation>irgendeine Version %1</translation>
    </message>
</context>
<context>
    <name>BuildChoice</name>
    <message>
        <source>its files lie outside of this folder: open the folder above</source>
        <translation>seine Dateien liegen außerhalb dieses Ordners: Öffnen Sie den Ordner darüber</translation>
    </message>
    <message>
        <source>HCL is not read; `docker buildx bake --print` writes it as JSON</source>
        <translation>HCL wird nicht gelesen; `docker buildx bake --print` schreibt es als JSON</translation>
    </message>
    <message>
        <source>no image is built in it</source>
        <translation>darin wird kein Image gebaut</translation>
    </message>
</context>
<context>
    <name>ComparisonModel</name>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>fixed</source>
        <translation>behoben</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>changed, as a fact did</source>
        <translation>geändert, wie ein Fakt</translation>
    </message>
</context>
<context>
    <name>Detail</name>
    <message>
        <source>Fix</source>
        <translation>Korrektur</translation>
    </message>
    <message>
        <source>What is installed stays the same.</source>
        <translation>Was installiert ist, bleibt gleich.</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>None.</source>
        <translation>Keine.</translation>
    </message>
    <message>
        <source>%1 × %2 · %3 · certainty: %4</source>
        <translation>%1 × %2 · %3 · Gewissheit: %4</translation>
    </message>
    <message>
        <source>What would make it certain: </source>
        <translation>Was Gewissheit gäbe: </translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Belege</translation>
    </message>
    <message>
        <source>where it is shown</source>
        <translation>hier wird er gezeigt</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Fakten</translation>
    </message>
    <message>
        <source>About rule %1</source>
        <translation>Über Regel %1</translation>
    </message>
    <message>
        <source>Layer %1 · %2 · </source>
        <translation>Schicht %1 · %2 · </translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was sie tut</translation>
    </message>
    <message>
        <source>fails</source>
        <translation>schlägt fehl</translation>
    </message>
    <message>
        <source>… and more: see pip decisions</source>
        <translation>… und mehr: siehe pip-Entscheidungen</translation>
    </message>
    <message>
        <source>writes </source>
        <translation>schreibt </translation>
    </message>
    <message>
        <source>Along the build</source>
        <translation>Im Lauf des Builds</translation>
    </message>
    <message>
        <source>Layer %1</source>
        <translation>Schicht %1</translation>
    </message>
    <message>
        <source>Asked for by</source>
        <translation>Verlangt von</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more line(s)</source>
        <translation>
            <numerusform>… und %n weitere Zeile</numerusform>
            <numerusform>… und %n weitere Zeilen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DockerfileChooser</name>
    <message>
        <source>from %1, </source>
        <translation>von %1, </translation>
    </message>
    <message>
        <source>installs no Python package</source>
        <translation>installiert kein Python-Paket</translation>
    </message>
    <message numerus="yes">
        <source>%n install command(s)</source>
        <translation>
            <numerusform>%n Installationsbefehl</numerusform>
            <numerusform>%n Installationsbefehle</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> and %n more</source>
        <translation>
            <numerusform> und %n weiteres</numerusform>
            <numerusform> und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Environment</name>
    <message>
        <source>%1, layer %2</source>
        <translation>%1, Schicht %2</translation>
    </message>
</context>
<context>
    <name>FindingGroups</name>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>package</source>
        <translation>Paket</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>rule</source>
        <translation>Regel</translation>
    </message>
</context>
<context>
    <name>FixModel</name>
    <message>
        <source>by hand</source>
        <translation>von Hand</translation>
    </message>
    <message>
        <source>offered</source>
        <translation>angeboten</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>gewählt</translation>
    </message>
    <message>
        <source>applied</source>
        <translation>angewandt</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>stale</source>
        <translation>veraltet</translation>
    </message>
</context>
<context>
    <name>Hover</name>
    <message numerus="yes">
        <source>A switch without an argument: pip does not look at what is installed. Here it writes over %n package(s).</source>
        <translation>
            <numerusform>Ein Schalter ohne Argument: pip sieht nicht nach, was installiert ist. Hier überschreibt er %n Paket.</numerusform>
            <numerusform>Ein Schalter ohne Argument: pip sieht nicht nach, was installiert ist. Hier überschreibt er %n Pakete.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Installs again what is already there. Here it does so to %n package(s).</source>
        <translation>
            <numerusform>Installiert erneut, was schon da ist. Hier betrifft das %n Paket.</numerusform>
            <numerusform>Installiert erneut, was schon da ist. Hier betrifft das %n Pakete.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Takes the newest version that fits. Here it upgrades %n package(s).</source>
        <translation>
            <numerusform>Nimmt die neueste passende Version. Hier hebt das %n Paket an.</numerusform>
            <numerusform>Nimmt die neueste passende Version. Hier hebt das %n Pakete an.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Does not look at what the packages require. Here it installs %n package(s) alone.</source>
        <translation>
            <numerusform>Sieht nicht nach, was die Pakete brauchen. Hier kommt %n Paket allein.</numerusform>
            <numerusform>Sieht nicht nach, was die Pakete brauchen. Hier kommen %n Pakete allein.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Bounds versions without asking for a package. Here it bounds %n package(s).</source>
        <translation>
            <numerusform>Begrenzt Versionen, ohne ein Paket zu verlangen. Hier begrenzt es %n Paket.</numerusform>
            <numerusform>Begrenzt Versionen, ohne ein Paket zu verlangen. Hier begrenzt es %n Pakete.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Asks for what the file lists. Here files and words ask for %n package(s).</source>
        <translation>
            <numerusform>Verlangt, was die Datei nennt. Hier verlangen Dateien und Wörter %n Paket.</numerusform>
            <numerusform>Verlangt, was die Datei nennt. Hier verlangen Dateien und Wörter %n Pakete.</numerusform>
        </translation>
    </message>
    <message>
        <source>Where pip looks. Here: %1; %2 packages come from another index than the default one.</source>
        <translation>Wo pip sucht. Hier: %1; %2 Pakete kommen aus einem anderen Index als dem voreingestellten.</translation>
    </message>
    <message>
        <source>Keeps no downloads: the layer is smaller, and what is installed is the same.</source>
        <translation>Behält keine Downloads: Die Schicht ist kleiner, installiert wird dasselbe.</translation>
    </message>
    <message>
        <source>Takes pre-releases as well.</source>
        <translation>Nimmt auch Vorabversionen.</translation>
    </message>
    <message>
        <source>This command: %1.</source>
        <translation>Dieser Befehl: %1.</translation>
    </message>
    <message>
        <source>Set in %1: %2</source>
        <translation>Gesetzt in %1: %2</translation>
    </message>
    <message>
        <source>Given as build argument: %1</source>
        <translation>Als Build-Argument gegeben: %1</translation>
    </message>
    <message numerus="yes">
        <source>The index data holds %n release(s): %1</source>
        <translation>
            <numerusform>Die Indexdaten enthalten %n Version: %1</numerusform>
            <numerusform>Die Indexdaten enthalten %n Versionen: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Newest release listed in %1: %2, not recorded further.</source>
        <translation>Neueste Version laut Liste von %1: %2, sonst nicht erfasst.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>%1 (layer %2)</source>
        <translation>%1 (Schicht %2)</translation>
    </message>
    <message>
        <source>%1 (written by the build)</source>
        <translation>%1 (vom Build geschrieben)</translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>not known yet</source>
        <translation>noch nicht bekannt</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>version not known</source>
        <translation>Version unbekannt</translation>
    </message>
    <message>
        <source>%1 reinstalled</source>
        <translation>%1 neu installiert</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>fails</source>
        <translation>schlägt fehl</translation>
    </message>
    <message>
        <source>stage %1</source>
        <translation>Stufe %1</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>aus %1</translation>
    </message>
    <message>
        <source>skipped · from %1</source>
        <translation>übersprungen · aus %1</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Low</source>
        <translation>Niedrig</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>Certain</source>
        <translation>Sicher</translation>
    </message>
    <message>
        <source>MONITOR</source>
        <translation>BEOBACHTEN</translation>
    </message>
    <message>
        <source>OPTIONAL</source>
        <translation>OPTIONAL</translation>
    </message>
    <message>
        <source>IMPORTANT</source>
        <translation>WICHTIG</translation>
    </message>
    <message>
        <source>IMMEDIATE</source>
        <translation>SOFORT</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Likely</source>
        <translation>Wahrscheinlich</translation>
    </message>
    <message>
        <source>Safe</source>
        <translation>Sicher</translation>
    </message>
    <message>
        <source>For review</source>
        <translation>Zur Prüfung</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>Von Hand</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>Installieren</translation>
    </message>
    <message>
        <source>Upgrade</source>
        <translation>Anheben</translation>
    </message>
    <message>
        <source>Downgrade</source>
        <translation>Absenken</translation>
    </message>
    <message>
        <source>Reinstall</source>
        <translation>Neu installieren</translation>
    </message>
    <message>
        <source>Replace the build</source>
        <translation>Build ersetzen</translation>
    </message>
    <message>
        <source>Uninstall</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Fail</source>
        <translation>Fehlschlag</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>Passt</translation>
    </message>
    <message>
        <source>Breaks</source>
        <translation>Bricht</translation>
    </message>
</context>
<context>
    <name>pinwheel::AuditController</name>
    <message>
        <source>The audit was stopped.</source>
        <translation>Die Prüfung wurde angehalten.</translation>
    </message>
</context>
<context>
    <name>pinwheel::AuditProgress</name>
    <message>
        <source>Progress of the audit</source>
        <translation>Fortschritt der Prüfung</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stops the audit; the last result stays (Esc)</source>
        <translation>Hält die Prüfung an; das letzte Ergebnis bleibt (Esc)</translation>
    </message>
    <message>
        <source>Stop the audit</source>
        <translation>Prüfung anhalten</translation>
    </message>
    <message>
        <source>Resolving %1 of %2</source>
        <translation>Auflösen: %1 von %2</translation>
    </message>
    <message>
        <source>Asking the index: %1</source>
        <translation>Index wird gefragt: %1</translation>
    </message>
    <message numerus="yes">
        <source>Asking the index for %n pages</source>
        <translation>
            <numerusform>Index wird nach %n Seite gefragt</numerusform>
            <numerusform>Index wird nach %n Seiten gefragt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pinwheel::ChainModel</name>
    <message>
        <source>fact %1</source>
        <translation>Fakt %1</translation>
    </message>
    <message>
        <source>Chain</source>
        <translation>Kette</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
</context>
<context>
    <name>pinwheel::ChainView</name>
    <message>
        <source>No compatibility chain applies to this build.</source>
        <translation>Für diesen Build gilt keine Verträglichkeitskette.</translation>
    </message>
    <message>
        <source>Compatibility chains</source>
        <translation>Verträglichkeitsketten</translation>
    </message>
    <message>
        <source>Chains of this target</source>
        <translation>Ketten dieses Ziels</translation>
    </message>
    <message>
        <source>Images × GPUs</source>
        <translation>Images × GPUs</translation>
    </message>
</context>
<context>
    <name>pinwheel::ChangePreview</name>
    <message>
        <source>Changed files</source>
        <translation>Geänderte Dateien</translation>
    </message>
    <message>
        <source>What the change leads to</source>
        <translation>Wozu die Änderung führt</translation>
    </message>
    <message>
        <source>Auditing the changed text…</source>
        <translation>Der geänderte Text wird geprüft…</translation>
    </message>
    <message>
        <source>The changed text cannot be audited: %1</source>
        <translation>Der geänderte Text lässt sich nicht prüfen: %1</translation>
    </message>
</context>
<context>
    <name>pinwheel::CommandPalette</name>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
    <message>
        <source>Type an action, a finding, a layer, a package, a file or a rule</source>
        <translation>Aktion, Befund, Schicht, Paket, Datei oder Regel eingeben</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Matching commands</source>
        <translation>Passende Befehle</translation>
    </message>
</context>
<context>
    <name>pinwheel::CompareView</name>
    <message>
        <source>Compare again</source>
        <translation>Erneut vergleichen</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>With a folder…</source>
        <translation>Mit einem Ordner…</translation>
    </message>
    <message>
        <source>With a git revision…</source>
        <translation>Mit einer Git-Revision…</translation>
    </message>
    <message>
        <source>With a report…</source>
        <translation>Mit einem Bericht…</translation>
    </message>
    <message>
        <source>Compare this audit with another folder, an earlier revision of the same files, or an exported JSON report: what is new, fixed or changed stands here.</source>
        <translation>Diese Prüfung mit einem anderen Ordner, einer früheren Revision derselben Dateien oder einem exportierten JSON-Bericht vergleichen: was neu, behoben oder geändert ist, steht hier.</translation>
    </message>
    <message>
        <source>Comparing with %1…</source>
        <translation>Vergleich mit %1…</translation>
    </message>
    <message>
        <source>Not compared with %1</source>
        <translation>Nicht verglichen mit %1</translation>
    </message>
    <message>
        <source>compared with %1: %2 new, %3 fixed, %4 changed</source>
        <translation>verglichen mit %1: %2 neu, %3 behoben, %4 geändert</translation>
    </message>
    <message>
        <source>The findings are the same.</source>
        <translation>Die Befunde sind dieselben.</translation>
    </message>
</context>
<context>
    <name>pinwheel::ComparisonModel</name>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Stelle</translation>
    </message>
</context>
<context>
    <name>pinwheel::DecisionModel</name>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>Fails</source>
        <translation>Schlägt fehl</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n Änderung</numerusform>
            <numerusform>%n Änderungen</numerusform>
        </translation>
    </message>
    <message>
        <source>This command fails</source>
        <translation>Dieser Befehl schlägt fehl</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Command / package</source>
        <translation>Befehl / Paket</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Entscheidung</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Certainty</source>
        <translation>Gewissheit</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>How the conflict arises</source>
        <translation>Wie der Konflikt entsteht</translation>
    </message>
</context>
<context>
    <name>pinwheel::DecisionView</name>
    <message>
        <source>No instruction of this build installs Python packages.</source>
        <translation>Keine Anweisung dieses Builds installiert Python-Pakete.</translation>
    </message>
    <message>
        <source>Decisions of the install commands</source>
        <translation>Entscheidungen der Installationsbefehle</translation>
    </message>
</context>
<context>
    <name>pinwheel::DockerfileChooser</name>
    <message>
        <source>Choose a Dockerfile</source>
        <translation>Ein Dockerfile wählen</translation>
    </message>
    <message numerus="yes">
        <source>%1 holds %n Dockerfile(s).</source>
        <translation>
            <numerusform>%1 enthält %n Dockerfile.</numerusform>
            <numerusform>%1 enthält %n Dockerfiles.</numerusform>
        </translation>
    </message>
    <message>
        <source>Dockerfiles</source>
        <translation>Dockerfiles</translation>
    </message>
    <message>
        <source>reading…</source>
        <translation>wird gelesen…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Choose what to audit</source>
        <translation>Wählen, was geprüft wird</translation>
    </message>
    <message numerus="yes">
        <source>%1 holds %n build(s).</source>
        <translation>
            <numerusform>%1 enthält %n Build.</numerusform>
            <numerusform>%1 enthält %n Builds.</numerusform>
        </translation>
    </message>
    <message>
        <source>Builds</source>
        <translation>Builds</translation>
    </message>
    <message>
        <source>, stage %1</source>
        <translation>, Stufe %1</translation>
    </message>
</context>
<context>
    <name>pinwheel::Document</name>
    <message>
        <source>This file is UTF-16. Docker and pip expect UTF-8, so it is shown read-only.</source>
        <translation>Diese Datei ist UTF-16. Docker und pip erwarten UTF-8, deshalb ist sie nur lesbar.</translation>
    </message>
    <message>
        <source>This file holds NUL bytes, so it is shown read-only.</source>
        <translation>Diese Datei enthält NUL-Bytes, deshalb ist sie nur lesbar.</translation>
    </message>
    <message>
        <source>This file is not UTF-8, so it is shown read-only.</source>
        <translation>Diese Datei ist nicht UTF-8, deshalb ist sie nur lesbar.</translation>
    </message>
    <message>
        <source>UTF-8 with BOM</source>
        <translation>UTF-8 mit BOM</translation>
    </message>
    <message>
        <source>not UTF-8</source>
        <translation>nicht UTF-8</translation>
    </message>
    <message>
        <source>mixed line ends</source>
        <translation>gemischte Zeilenenden</translation>
    </message>
    <message>
        <source>Line %1 holds the sign for letters that were lost in an earlier change of encoding.</source>
        <translation>Zeile %1 enthält das Zeichen für Buchstaben, die bei einem früheren Wechsel der Zeichenkodierung verloren gingen.</translation>
    </message>
    <message>
        <source>Line %1: “%2” looks like UTF-8 that was read as Windows-1252 and saved again; it was probably “%3”.</source>
        <translation>Zeile %1: „%2“ sieht nach UTF-8 aus, das als Windows-1252 gelesen und wieder gespeichert wurde; es war wohl „%3“.</translation>
    </message>
    <message>
        <source>UTF-8, garbled</source>
        <translation>UTF-8, verstümmelt</translation>
    </message>
</context>
<context>
    <name>pinwheel::EditorPane</name>
    <message>
        <source>Files of %1</source>
        <translation>Dateien von %1</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>Neu laden</translation>
    </message>
    <message>
        <source>Take the text from disk; Undo brings the present text back</source>
        <translation>Den Text vom Datenträger nehmen; Rückgängig bringt den jetzigen zurück</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Keep the text of the window; saving asks before it overwrites</source>
        <translation>Den Text des Fensters behalten; vor dem Überschreiben wird gefragt</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Show how the text on disk differs</source>
        <translation>Zeigen, wie sich der Text auf dem Datenträger unterscheidet</translation>
    </message>
    <message>
        <source>Line as text</source>
        <translation>Zeile als Text</translation>
    </message>
    <message>
        <source>modified</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>%1 was changed on disk by another program.</source>
        <translation>%1 wurde von einem anderen Programm geändert.</translation>
    </message>
    <message>
        <source>%1 was deleted on disk. Saving writes it again.</source>
        <translation>%1 wurde gelöscht. Speichern schreibt die Datei neu.</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Dismiss the notice</source>
        <translation>Den Hinweis verwerfen</translation>
    </message>
</context>
<context>
    <name>pinwheel::EnvironmentModel</name>
    <message>
        <source>metadata of %1 stays beside it</source>
        <translation>Metadaten von %1 bleiben daneben liegen</translation>
    </message>
    <message>
        <source>● removed</source>
        <translation>● entfernt</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>Paket</translation>
    </message>
</context>
<context>
    <name>pinwheel::EnvironmentView</name>
    <message>
        <source>Changed more than once</source>
        <translation>Mehrmals geändert</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Search packages</source>
        <translation>Pakete suchen</translation>
    </message>
    <message>
        <source>Copy CSV</source>
        <translation>CSV kopieren</translation>
    </message>
    <message>
        <source>Copy the grid as CSV</source>
        <translation>Die Tabelle als CSV kopieren</translation>
    </message>
    <message>
        <source>Packages by layer</source>
        <translation>Pakete je Schicht</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>No layer of this build has a Python environment with packages.</source>
        <translation>Keine Schicht dieses Builds hat eine Python-Umgebung mit Paketen.</translation>
    </message>
    <message>
        <source>Nothing audited yet.</source>
        <translation>Noch nichts geprüft.</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n package(s)</source>
        <translation>
            <numerusform>%1 von %n Paket</numerusform>
            <numerusform>%1 von %n Paketen</numerusform>
        </translation>
    </message>
    <message>
        <source> · there may be more: %1</source>
        <translation> · es können mehr sein: %1</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Compare two layers</source>
        <translation>Zwei Schichten vergleichen</translation>
    </message>
    <message>
        <source>Layer before</source>
        <translation>Schicht vorher</translation>
    </message>
    <message>
        <source>Layer after</source>
        <translation>Schicht nachher</translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation>CSV exportieren …</translation>
    </message>
    <message>
        <source>Save the grid as a CSV file</source>
        <translation>Das Raster als CSV-Datei speichern</translation>
    </message>
    <message>
        <source>Why the package is here</source>
        <translation>Warum das Paket hier ist</translation>
    </message>
    <message>
        <source>Why here: %1</source>
        <translation>Warum hier: %1</translation>
    </message>
    <message>
        <source>%1 added, %2 removed, %3 changed</source>
        <translation>%1 hinzugekommen, %2 entfernt, %3 geändert</translation>
    </message>
    <message>
        <source>Export the environment</source>
        <translation>Die Umgebung exportieren</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Exported %1</source>
        <translation>%1 exportiert</translation>
    </message>
    <message>
        <source>cannot write %1: %2</source>
        <translation>%1 lässt sich nicht schreiben: %2</translation>
    </message>
</context>
<context>
    <name>pinwheel::FindBar</name>
    <message>
        <source>Match case</source>
        <translation>Groß/klein beachten</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>Ersetzen durch</translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation>Voriger Treffer</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>Nächster Treffer</translation>
    </message>
    <message>
        <source>Close the find bar</source>
        <translation>Suchleiste schließen</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Replace this hit</source>
        <translation>Diesen Treffer ersetzen</translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation>Alle ersetzen</translation>
    </message>
    <message>
        <source>Replace all hits</source>
        <translation>Alle Treffer ersetzen</translation>
    </message>
    <message>
        <source>no hit</source>
        <translation>kein Treffer</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>%n replaced</source>
        <translation>
            <numerusform>%n ersetzt</numerusform>
            <numerusform>%n ersetzt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pinwheel::FindingBar</name>
    <message>
        <source>Filter findings</source>
        <translation>Befunde filtern</translation>
    </message>
    <message>
        <source>Findings shown</source>
        <translation>Gezeigte Befunde</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Group the findings</source>
        <translation>Befunde gruppieren</translation>
    </message>
    <message>
        <source>Choose the columns</source>
        <translation>Spalten wählen</translation>
    </message>
    <message>
        <source>Copy the table</source>
        <translation>Tabelle kopieren</translation>
    </message>
    <message>
        <source>As Markdown</source>
        <translation>Als Markdown</translation>
    </message>
    <message>
        <source>As tab-separated text</source>
        <translation>Als Text mit Tabulatoren</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Group: %1</source>
        <translation>Gruppe: %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Show findings of level %1</source>
        <translation>Befunde der Stufe %1 zeigen</translation>
    </message>
    <message>
        <source>Show findings of level %1: %2</source>
        <translation>Befunde der Stufe %1 zeigen: %2</translation>
    </message>
</context>
<context>
    <name>pinwheel::FindingDetail</name>
    <message>
        <source>Apply fix</source>
        <translation>Korrektur anwenden</translation>
    </message>
    <message>
        <source>Preview all</source>
        <translation>Alles ansehen</translation>
    </message>
    <message>
        <source>Account of the finding</source>
        <translation>Darstellung des Befunds</translation>
    </message>
    <message>
        <source>Fixes of this finding</source>
        <translation>Korrekturen dieses Befunds</translation>
    </message>
    <message>
        <source>Preview all changes of the fix</source>
        <translation>Alle Änderungen der Korrektur ansehen</translation>
    </message>
    <message>
        <source>Nothing selected</source>
        <translation>Nichts ausgewählt</translation>
    </message>
    <message>
        <source>Choose a finding, a layer, a package or a line: every view turns to it. F8 goes to the next finding.</source>
        <translation>Wählen Sie einen Befund, eine Schicht, ein Paket oder eine Zeile: jede Ansicht folgt. F8 geht zum nächsten Befund.</translation>
    </message>
    <message>
        <source>This change has to be made by hand.</source>
        <translation>Diese Änderung ist von Hand zu machen.</translation>
    </message>
    <message>
        <source>not simulated</source>
        <translation>nicht simuliert</translation>
    </message>
    <message>
        <source>✓ re-audited: %1 → %2</source>
        <translation>✓ nachgeprüft: %1 → %2</translation>
    </message>
    <message>
        <source>for review: %1 → %2</source>
        <translation>zur Prüfung: %1 → %2</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Einzelheiten</translation>
    </message>
</context>
<context>
    <name>pinwheel::FindingGroups</name>
    <message>
        <source>About no package</source>
        <translation>Zu keinem Paket</translation>
    </message>
    <message>
        <source>Layer %1: %2</source>
        <translation>Schicht %1: %2</translation>
    </message>
    <message>
        <source>In no layer</source>
        <translation>In keiner Schicht</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n finding(s), worst: %2</source>
        <translation>
            <numerusform>%1, %n Befund, schlimmster: %2</numerusform>
            <numerusform>%1, %n Befunde, schlimmster: %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pinwheel::FindingModel</name>
    <message>
        <source>Explain</source>
        <translation>Erklären</translation>
    </message>
    <message>
        <source>Fix</source>
        <translation>Korrektur</translation>
    </message>
    <message>
        <source>Options…</source>
        <translation>Auswahl…</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>Package / subject</source>
        <translation>Paket / Gegenstand</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>Dockerfile</source>
        <translation>Dockerfile</translation>
    </message>
    <message>
        <source>Requirements</source>
        <translation>Anforderungen</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>Konflikt</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>Risiko</translation>
    </message>
    <message>
        <source>Prob.</source>
        <translation>Wahrsch.</translation>
    </message>
    <message>
        <source>Impact</source>
        <translation>Auswirkung</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Vorrang</translation>
    </message>
    <message>
        <source>Certainty</source>
        <translation>Gewissheit</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Stelle</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
</context>
<context>
    <name>pinwheel::FindingTable</name>
    <message>
        <source>Group by</source>
        <translation>Gruppieren nach</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Copy Table as Markdown</source>
        <translation>Tabelle als Markdown kopieren</translation>
    </message>
    <message>
        <source>Copy Table as Tab-separated Text</source>
        <translation>Tabelle als Text mit Tabulatoren kopieren</translation>
    </message>
    <message>
        <source>Nothing audited yet.</source>
        <translation>Noch nichts geprüft.</translation>
    </message>
    <message>
        <source>No finding passes the filter.</source>
        <translation>Kein Befund passt zum Filter.</translation>
    </message>
    <message>
        <source>No finding. What the build installs agrees with what the files ask for.</source>
        <translation>Kein Befund. Was der Build installiert, stimmt mit dem überein, was die Dateien verlangen.</translation>
    </message>
</context>
<context>
    <name>pinwheel::FindingsView</name>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
</context>
<context>
    <name>pinwheel::FixModel</name>
    <message numerus="yes">
        <source>Apply %n fix(es)</source>
        <translation>
            <numerusform>%n Korrektur anwenden</numerusform>
            <numerusform>%n Korrekturen anwenden</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” changes the same place as “%2”: apply one, then see what is left.</source>
        <translation>„%1“ ändert dieselbe Stelle wie „%2“: eine anwenden, dann sehen, was bleibt.</translation>
    </message>
    <message>
        <source>%1: change blanks</source>
        <translation>%1: Leerraum ändern</translation>
    </message>
    <message>
        <source>%1: insert “%2”</source>
        <translation>%1: „%2“ einfügen</translation>
    </message>
    <message>
        <source>%1: remove “%2”</source>
        <translation>%1: „%2“ entfernen</translation>
    </message>
    <message>
        <source>%1: “%2” becomes “%3”</source>
        <translation>%1: aus „%2“ wird „%3“</translation>
    </message>
    <message>
        <source>Undo takes it back.</source>
        <translation>Rückgängig nimmt es zurück.</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>not simulated</source>
        <translation>nicht simuliert</translation>
    </message>
    <message>
        <source>Fix</source>
        <translation>Korrektur</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Für</translation>
    </message>
    <message>
        <source>Overall risk</source>
        <translation>Gesamtrisiko</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
</context>
<context>
    <name>pinwheel::FixPreview</name>
    <message>
        <source>This change has to be made by hand.</source>
        <translation>Diese Änderung ist von Hand zu machen.</translation>
    </message>
    <message>
        <source>Preview of the fix</source>
        <translation>Vorschau der Korrektur</translation>
    </message>
    <message>
        <source>Apply fix</source>
        <translation>Korrektur anwenden</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>pinwheel::FixesView</name>
    <message>
        <source>Choose all safe</source>
        <translation>Alle sicheren wählen</translation>
    </message>
    <message>
        <source>Filter fixes</source>
        <translation>Korrekturen filtern</translation>
    </message>
    <message>
        <source>Kinds of fixes shown</source>
        <translation>Gezeigte Arten von Korrekturen</translation>
    </message>
    <message>
        <source>What is chosen</source>
        <translation>Was gewählt ist</translation>
    </message>
    <message>
        <source>Kind: %1</source>
        <translation>Art: %1</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message numerus="yes">
        <source>Apply %n fix(es)</source>
        <translation>
            <numerusform>%n Korrektur anwenden</numerusform>
            <numerusform>%n Korrekturen anwenden</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose none</source>
        <translation>Keine wählen</translation>
    </message>
    <message numerus="yes">
        <source>%n fix(es) chosen</source>
        <translation>
            <numerusform>%n Korrektur gewählt</numerusform>
            <numerusform>%n Korrekturen gewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Tick fixes to see them together.</source>
        <translation>Korrekturen ankreuzen, um sie zusammen zu sehen.</translation>
    </message>
    <message>
        <source>Choose a fix to see what it changes.</source>
        <translation>Wählen Sie eine Korrektur, um zu sehen, was sie ändert.</translation>
    </message>
    <message>
        <source>Where nothing is to be mended, nothing is shown here.</source>
        <translation>Wo nichts zu beheben ist, steht hier nichts.</translation>
    </message>
    <message>
        <source>No fix is offered.</source>
        <translation>Keine Korrektur wird angeboten.</translation>
    </message>
    <message>
        <source>Apply fix</source>
        <translation>Korrektur anwenden</translation>
    </message>
    <message>
        <source>Preview…</source>
        <translation>Vorschau…</translation>
    </message>
    <message>
        <source>Fixes</source>
        <translation>Korrekturen</translation>
    </message>
</context>
<context>
    <name>pinwheel::GpuMatrixModel</name>
    <message>
        <source>%1, driver %2</source>
        <translation>%1, Treiber %2</translation>
    </message>
    <message>
        <source>%1 on %2: %3. %4</source>
        <translation>%1 auf %2: %3. %4</translation>
    </message>
</context>
<context>
    <name>pinwheel::GpuMatrixView</name>
    <message>
        <source>GPUs and drivers to judge</source>
        <translation>GPUs und Treiber, die beurteilt werden</translation>
    </message>
    <message>
        <source>Images and GPUs</source>
        <translation>Images und GPUs</translation>
    </message>
    <message>
        <source>GPUs</source>
        <translation>GPUs</translation>
    </message>
    <message>
        <source>Drivers</source>
        <translation>Treiber</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Tick GPUs to see which of them the images of this build serve, and drivers to judge under each.</source>
        <translation>GPUs ankreuzen, um zu sehen, welchen davon die Images dieses Builds dienen, und Treiber, um unter jedem zu urteilen.</translation>
    </message>
    <message>
        <source>No image of this build holds torch or a CUDA toolkit: nothing depends on the GPU.</source>
        <translation>Kein Image dieses Builds enthält torch oder ein CUDA-Toolkit: Nichts hängt von der GPU ab.</translation>
    </message>
</context>
<context>
    <name>pinwheel::HeaderBar</name>
    <message>
        <source>More of the target: driver, build arguments, rules, index</source>
        <translation>Mehr zum Ziel: Treiber, Build-Argumente, Regeln, Index</translation>
    </message>
    <message>
        <source>driver %1</source>
        <translation>Treiber %1</translation>
    </message>
    <message numerus="yes">
        <source>%n argument(s)</source>
        <translation>
            <numerusform>%n Argument</numerusform>
            <numerusform>%n Argumente</numerusform>
        </translation>
    </message>
    <message>
        <source>strict</source>
        <translation>streng</translation>
    </message>
    <message>
        <source>all rules</source>
        <translation>alle Regeln</translation>
    </message>
    <message>
        <source>after fixes</source>
        <translation>nach Korrektur</translation>
    </message>
    <message>
        <source>Main menu</source>
        <translation>Hauptmenü</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen…</translation>
    </message>
    <message>
        <source>Open a folder or Dockerfile</source>
        <translation>Ordner oder Dockerfile öffnen</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Target stage</source>
        <translation>Zielstufe</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Plattform</translation>
    </message>
    <message>
        <source>Target platform</source>
        <translation>Zielplattform</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>GPUs of the hosts</source>
        <translation>GPUs der Rechner</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Export the audit</source>
        <translation>Die Prüfung exportieren</translation>
    </message>
    <message>
        <source>Project %1, Dockerfile %2</source>
        <translation>Projekt %1, Dockerfile %2</translation>
    </message>
    <message>
        <source>final (the last stage)</source>
        <translation>letzte Stufe</translation>
    </message>
    <message>
        <source>%1 · from %2</source>
        <translation>%1 · aus %2</translation>
    </message>
    <message>
        <source>final</source>
        <translation>letzte</translation>
    </message>
    <message>
        <source>none chosen</source>
        <translation>keine gewählt</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>%n gewählt</numerusform>
            <numerusform>%n gewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Offline snapshot</source>
        <translation>Offline-Abbild</translation>
    </message>
    <message>
        <source>Ranges only</source>
        <translation>Nur Bereiche</translation>
    </message>
    <message>
        <source>NO FINDING</source>
        <translation>KEIN BEFUND</translation>
    </message>
    <message numerus="yes">
        <source>%n critical</source>
        <translation>
            <numerusform>%n kritisch</numerusform>
            <numerusform>%n kritisch</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n high</source>
        <translation>
            <numerusform>%n hoch</numerusform>
            <numerusform>%n hoch</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n medium</source>
        <translation>
            <numerusform>%n mittel</numerusform>
            <numerusform>%n mittel</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n low</source>
        <translation>
            <numerusform>%n niedrig</numerusform>
            <numerusform>%n niedrig</numerusform>
        </translation>
    </message>
    <message>
        <source>Not yet of the present text: the audit is under way.</source>
        <translation>Noch nicht vom jetzigen Text: die Prüfung läuft.</translation>
    </message>
    <message>
        <source>Overall risk: the worst level of all findings</source>
        <translation>Gesamtrisiko: die schlimmste Stufe aller Befunde</translation>
    </message>
    <message>
        <source>Measured by auditing the text with all safe fixes applied</source>
        <translation>Gemessen durch Prüfung des Texts mit allen sicheren Korrekturen</translation>
    </message>
    <message numerus="yes">
        <source>Apply %n safe fix(es)</source>
        <translation>
            <numerusform>%n sichere Korrektur anwenden</numerusform>
            <numerusform>%n sichere Korrekturen anwenden</numerusform>
        </translation>
    </message>
    <message>
        <source>No safe fix</source>
        <translation>Keine sichere Korrektur</translation>
    </message>
    <message>
        <source>GPU: %1</source>
        <translation>GPU: %1</translation>
    </message>
    <message>
        <source>Live index</source>
        <translation>Live-Index</translation>
    </message>
    <message>
        <source>Choose, with what each installs…</source>
        <translation>Wählen, mit dem, was jedes installiert…</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Service of a Compose file, or target of a bake file</source>
        <translation>Dienst einer Compose-Datei oder Ziel einer Bake-Datei</translation>
    </message>
    <message>
        <source>none: the Dockerfile alone</source>
        <translation>keiner: das Dockerfile allein</translation>
    </message>
    <message>
        <source>, stage %1</source>
        <translation>, Stufe %1</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>no service</source>
        <translation>kein Dienst</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 aus %2</translation>
    </message>
    <message>
        <source>What else makes the target</source>
        <translation>Was sonst zum Ziel gehört</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n Befund</numerusform>
            <numerusform>%n Befunde</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Apply %n</source>
        <comment>safe fixes</comment>
        <translation>
            <numerusform>%n anwenden</numerusform>
            <numerusform>%n anwenden</numerusform>
        </translation>
    </message>
    <message>
        <source>After fixes: %1</source>
        <translation>Nach Korrektur: %1</translation>
    </message>
</context>
<context>
    <name>pinwheel::HeatMap</name>
    <message>
        <source>Impact × probability</source>
        <translation>Auswirkung × Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>Arrows move between the cells, Space filters the findings by the cell</source>
        <translation>Pfeile gehen von Zelle zu Zelle, die Leertaste filtert die Befunde nach der Zelle</translation>
    </message>
    <message numerus="yes">
        <source>Impact %1, probability %2: %n finding(s)</source>
        <translation>
            <numerusform>Auswirkung %1, Wahrscheinlichkeit %2: %n Befund</numerusform>
            <numerusform>Auswirkung %1, Wahrscheinlichkeit %2: %n Befunde</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pinwheel::LightBulb</name>
    <message>
        <source>Fixes for this line</source>
        <translation>Korrekturen für diese Zeile</translation>
    </message>
    <message>
        <source>Fixes for this line (Ctrl+.)</source>
        <translation>Korrekturen für diese Zeile (Strg+.)</translation>
    </message>
</context>
<context>
    <name>pinwheel::MainWindow</name>
    <message>
        <source>Worst level</source>
        <translation>Schlimmste Stufe</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen…</translation>
    </message>
    <message>
        <source>Target: Driver, Build Arguments, Rules…</source>
        <translation>Ziel: Treiber, Build-Argumente, Regeln…</translation>
    </message>
    <message>
        <source>Compare with a Folder…</source>
        <translation>Mit einem Ordner vergleichen…</translation>
    </message>
    <message>
        <source>Compare with a Git Revision…</source>
        <translation>Mit einer Git-Revision vergleichen…</translation>
    </message>
    <message>
        <source>Compare with a Report…</source>
        <translation>Mit einem Bericht vergleichen…</translation>
    </message>
    <message>
        <source>Fix in This Line…</source>
        <translation>In dieser Zeile korrigieren…</translation>
    </message>
    <message>
        <source>No finding</source>
        <translation>Kein Befund</translation>
    </message>
    <message>
        <source>Worst level: %1. F8 goes to the next finding.</source>
        <translation>Schlimmste Stufe: %1. F8 geht zum nächsten Befund.</translation>
    </message>
    <message>
        <source>Explain: %1</source>
        <translation>Erklären: %1</translation>
    </message>
    <message>
        <source>No finding stands in this line.</source>
        <translation>In dieser Zeile steht kein Befund.</translation>
    </message>
    <message>
        <source>Compare with the folder of another build</source>
        <translation>Mit dem Ordner eines anderen Builds vergleichen</translation>
    </message>
    <message>
        <source>Compare with an exported report</source>
        <translation>Mit einem exportierten Bericht vergleichen</translation>
    </message>
    <message>
        <source>JSON report (*.json);;All files (*)</source>
        <translation>JSON-Bericht (*.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>a git revision</source>
        <translation>einer Git-Revision</translation>
    </message>
    <message>
        <source>This folder is in no git repository, or git is not installed.</source>
        <translation>Dieser Ordner liegt in keinem Git-Repository, oder Git ist nicht installiert.</translation>
    </message>
    <message>
        <source>Compare with a git revision</source>
        <translation>Mit einer Git-Revision vergleichen</translation>
    </message>
    <message>
        <source>Commit, branch or tag:</source>
        <translation>Commit, Branch oder Tag:</translation>
    </message>
    <message>
        <source>revision %1</source>
        <translation>Revision %1</translation>
    </message>
    <message>
        <source>The file is too large for a report.</source>
        <translation>Die Datei ist zu groß für einen Bericht.</translation>
    </message>
    <message>
        <source>At the left what is on disk, at the right what is in the window.</source>
        <translation>Links, was auf dem Datenträger ist, rechts, was im Fenster ist.</translation>
    </message>
    <message>
        <source>Target and verdict</source>
        <translation>Ziel und Urteil</translation>
    </message>
    <message>
        <source>Dockerfile</source>
        <translation>Dockerfile</translation>
    </message>
    <message>
        <source>No Dockerfile is open.</source>
        <translation>Kein Dockerfile ist offen.</translation>
    </message>
    <message>
        <source>Requirements</source>
        <translation>Anforderungen</translation>
    </message>
    <message>
        <source>This Dockerfile installs from no requirement file. What it installs by name stands in the Dockerfile itself.</source>
        <translation>Dieses Dockerfile installiert aus keiner Anforderungsdatei. Was es beim Namen installiert, steht im Dockerfile selbst.</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Build layers</source>
        <translation>Build-Schichten</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Durchsicht</translation>
    </message>
    <message>
        <source>Review views</source>
        <translation>Ansichten der Durchsicht</translation>
    </message>
    <message>
        <source>Risk matrix</source>
        <translation>Risikomatrix</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Compatibility</source>
        <translation>Verträglichkeit</translation>
    </message>
    <message>
        <source>pip decisions</source>
        <translation>pip-Entscheidungen</translation>
    </message>
    <message>
        <source>Fixes</source>
        <translation>Korrekturen</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>Place of the caret</source>
        <translation>Stelle des Cursors</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>Kodierung</translation>
    </message>
    <message>
        <source>Line ends</source>
        <translation>Zeilenenden</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>Ungespeicherte Änderungen</translation>
    </message>
    <message>
        <source>Some files have changes that are not saved.</source>
        <translation>Einige Dateien haben ungespeicherte Änderungen.</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>&amp;Exportieren</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Gehe zu</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Audit</source>
        <translation>&amp;Prüfung</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen…</translation>
    </message>
    <message>
        <source>Close Project</source>
        <translation>Projekt schließen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save All</source>
        <translation>Alle speichern</translation>
    </message>
    <message>
        <source>Reload from Disk</source>
        <translation>Vom Datenträger neu laden</translation>
    </message>
    <message>
        <source>Export %1…</source>
        <translation>%1 exportieren…</translation>
    </message>
    <message>
        <source>Export PDF…</source>
        <translation>PDF exportieren…</translation>
    </message>
    <message>
        <source>Print Preview…</source>
        <translation>Druckvorschau…</translation>
    </message>
    <message>
        <source>Export Timeline as SVG or PNG…</source>
        <translation>Zeitleiste als SVG oder PNG exportieren…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>Suchen…</translation>
    </message>
    <message>
        <source>Replace…</source>
        <translation>Ersetzen…</translation>
    </message>
    <message>
        <source>Complete the Word</source>
        <translation>Wort vervollständigen</translation>
    </message>
    <message>
        <source>Find Next</source>
        <translation>Weitersuchen</translation>
    </message>
    <message>
        <source>Find Previous</source>
        <translation>Rückwärts suchen</translation>
    </message>
    <message>
        <source>Next Finding</source>
        <translation>Nächster Befund</translation>
    </message>
    <message>
        <source>Previous Finding</source>
        <translation>Voriger Befund</translation>
    </message>
    <message>
        <source>Go to Line…</source>
        <translation>Gehe zu Zeile…</translation>
    </message>
    <message>
        <source>Go to line</source>
        <translation>Gehe zu Zeile</translation>
    </message>
    <message>
        <source>Line, 1 to %1:</source>
        <translation>Zeile, 1 bis %1:</translation>
    </message>
    <message>
        <source>Build Layers</source>
        <translation>Build-Schichten</translation>
    </message>
    <message>
        <source>Filter Findings</source>
        <translation>Befunde filtern</translation>
    </message>
    <message>
        <source>Show All Findings</source>
        <translation>Alle Befunde zeigen</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>High Contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Larger Text</source>
        <translation>Größere Schrift</translation>
    </message>
    <message>
        <source>Smaller Text</source>
        <translation>Kleinere Schrift</translation>
    </message>
    <message>
        <source>Normal Text Size</source>
        <translation>Normale Schriftgröße</translation>
    </message>
    <message>
        <source>Inline Notes</source>
        <translation>Hinweise im Text</translation>
    </message>
    <message>
        <source>Show Blanks</source>
        <translation>Leerzeichen zeigen</translation>
    </message>
    <message>
        <source>Float %1</source>
        <translation>%1 ablösen</translation>
    </message>
    <message>
        <source>Reset Layout</source>
        <translation>Anordnung zurücksetzen</translation>
    </message>
    <message>
        <source>Menu Bar</source>
        <translation>Menüleiste</translation>
    </message>
    <message>
        <source>Full Screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Audit Again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>Stop the Audit</source>
        <translation>Prüfung anhalten</translation>
    </message>
    <message>
        <source>Apply All Safe Fixes</source>
        <translation>Alle sicheren Korrekturen anwenden</translation>
    </message>
    <message>
        <source>Preview All Safe Fixes…</source>
        <translation>Alle sicheren Korrekturen ansehen…</translation>
    </message>
    <message>
        <source>Command Palette…</source>
        <translation>Befehlspalette…</translation>
    </message>
    <message>
        <source>Keyboard Shortcuts…</source>
        <translation>Tastenkürzel…</translation>
    </message>
    <message>
        <source>Explain the Rule</source>
        <translation>Die Regel erklären</translation>
    </message>
    <message>
        <source>About Pinwheel</source>
        <translation>Über Pinwheel</translation>
    </message>
    <message>
        <source>&lt;b&gt;Pinwheel %1&lt;/b&gt;&lt;p&gt;Audits Python container builds without building them.&lt;/p&gt;&lt;p&gt;GPL-3.0-or-later. Nothing leaves this machine unless a target asks live indexes; no code of the project is run.&lt;/p&gt;</source>
        <translation>&lt;b&gt;Pinwheel %1&lt;/b&gt;&lt;p&gt;Prüft Container-Builds mit Python, ohne sie zu bauen.&lt;/p&gt;&lt;p&gt;GPL-3.0-or-later. Nichts verlässt diesen Rechner, solange kein Ziel Live-Indizes fragt; kein Code des Projekts wird ausgeführt.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>%1 %2 %3</source>
        <translation>%1 %2 %3</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>Paket</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>Rule %1</source>
        <translation>Regel %1</translation>
    </message>
    <message>
        <source>Page of the rule</source>
        <translation>Seite der Regel</translation>
    </message>
    <message>
        <source>There is no page for rule %1.</source>
        <translation>Für Regel %1 gibt es keine Seite.</translation>
    </message>
    <message>
        <source>Not audited: %1</source>
        <translation>Nicht geprüft: %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>The build writes this file. Edit the line that writes it.</source>
        <translation>Der Build schreibt diese Datei. Ändern Sie die Zeile, die sie schreibt.</translation>
    </message>
    <message>
        <source>Written by the build, read-only</source>
        <translation>Vom Build geschrieben, nur lesbar</translation>
    </message>
    <message>
        <source>No finding to go to.</source>
        <translation>Kein Befund, zu dem zu gehen wäre.</translation>
    </message>
    <message>
        <source>Findings %1</source>
        <translation>Befunde %1</translation>
    </message>
    <message>
        <source>Fixes %1</source>
        <translation>Korrekturen %1</translation>
    </message>
    <message>
        <source>Auditing…</source>
        <translation>Prüfung läuft…</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n Datei</numerusform>
            <numerusform>%n Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 lines</source>
        <translation>%1 Zeilen</translation>
    </message>
    <message>
        <source>Audited %1 in %2 ms</source>
        <translation>%1 geprüft in %2 ms</translation>
    </message>
    <message>
        <source>index of %1</source>
        <translation>Index von %1</translation>
    </message>
    <message>
        <source>facts of %1</source>
        <translation>Fakten von %1</translation>
    </message>
    <message>
        <source>Ln %1, Col %2</source>
        <translation>Z %1, Sp %2</translation>
    </message>
    <message>
        <source>The fix was not applied: %1</source>
        <translation>Die Korrektur wurde nicht angewendet: %1</translation>
    </message>
    <message>
        <source>Applied: %1. Undo takes it back.</source>
        <translation>Angewendet: %1. Rückgängig nimmt es zurück.</translation>
    </message>
    <message>
        <source>The text was audited again meanwhile; choose the fix once more.</source>
        <translation>Der Text wurde inzwischen neu geprüft; wählen Sie die Korrektur noch einmal.</translation>
    </message>
    <message>
        <source>%1 cannot be read.</source>
        <translation>%1 lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>%1 does not exist.</source>
        <translation>%1 gibt es nicht.</translation>
    </message>
    <message>
        <source>%1 cannot be opened.</source>
        <translation>%1 lässt sich nicht öffnen.</translation>
    </message>
    <message>
        <source>Open another project and drop the unsaved changes?</source>
        <translation>Ein anderes Projekt öffnen und die ungespeicherten Änderungen verwerfen?</translation>
    </message>
    <message>
        <source>%1[*] — Pinwheel</source>
        <translation>%1[*] — Pinwheel</translation>
    </message>
    <message>
        <source>Close the project and drop the unsaved changes?</source>
        <translation>Das Projekt schließen und die ungespeicherten Änderungen verwerfen?</translation>
    </message>
    <message>
        <source>Unsaved text was kept</source>
        <translation>Ungespeicherter Text wurde aufgehoben</translation>
    </message>
    <message>
        <source>Pinwheel ended without saving. It kept the unsaved text of %1 in %2.</source>
        <translation>Pinwheel endete ohne zu speichern. Der ungespeicherte Text von %1 in %2 wurde aufgehoben.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Restore unsaved text</source>
        <translation>Ungespeicherten Text wiederherstellen</translation>
    </message>
    <message>
        <source>The unsaved text is back; Undo shows what is on disk.</source>
        <translation>Der ungespeicherte Text ist wieder da; Rückgängig zeigt, was auf dem Datenträger steht.</translation>
    </message>
    <message>
        <source>Open the folder of a build</source>
        <translation>Den Ordner eines Builds öffnen</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1 gespeichert</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Nicht gespeichert</translation>
    </message>
    <message>
        <source>Changed on disk</source>
        <translation>Auf dem Datenträger geändert</translation>
    </message>
    <message>
        <source>Saving would overwrite what is there now.</source>
        <translation>Speichern würde überschreiben, was jetzt dort steht.</translation>
    </message>
    <message>
        <source>Overwrite</source>
        <translation>Überschreiben</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>%1 was read again from disk</source>
        <translation>%1 wurde neu gelesen</translation>
    </message>
    <message>
        <source>%1: on disk and in the window</source>
        <translation>%1: auf dem Datenträger und im Fenster</translation>
    </message>
    <message>
        <source>nothing is audited yet</source>
        <translation>noch ist nichts geprüft</translation>
    </message>
    <message>
        <source>cannot write %1: %2</source>
        <translation>%1 lässt sich nicht schreiben: %2</translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation>%1 exportieren</translation>
    </message>
    <message>
        <source>%1 (*.%2)</source>
        <translation>%1 (*.%2)</translation>
    </message>
    <message>
        <source>Exported %1</source>
        <translation>%1 exportiert</translation>
    </message>
    <message>
        <source>Export PDF</source>
        <translation>PDF exportieren</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Export the timeline</source>
        <translation>Die Zeitleiste exportieren</translation>
    </message>
    <message>
        <source>SVG (*.svg);;PNG (*.png)</source>
        <translation>SVG (*.svg);;PNG (*.png)</translation>
    </message>
    <message>
        <source>Build layers of %1</source>
        <translation>Build-Schichten von %1</translation>
    </message>
    <message>
        <source>cannot write %1</source>
        <translation>%1 lässt sich nicht schreiben</translation>
    </message>
    <message>
        <source>Inline Notes at Line End</source>
        <translation>Anmerkungen am Zeilenende</translation>
    </message>
    <message>
        <source>Mark Column 100</source>
        <translation>Spalte 100 markieren</translation>
    </message>
    <message>
        <source>Folding</source>
        <translation>Einklappen</translation>
    </message>
    <message>
        <source>Fold or Unfold Here</source>
        <translation>Hier ein- oder ausklappen</translation>
    </message>
    <message>
        <source>Fold Everything</source>
        <translation>Alles einklappen</translation>
    </message>
    <message>
        <source>Unfold Everything</source>
        <translation>Alles ausklappen</translation>
    </message>
    <message>
        <source>Go to Definition</source>
        <translation>Zur Definition</translation>
    </message>
    <message>
        <source>Wait for the audit of the present text.</source>
        <translation>Bitte auf die Prüfung des jetzigen Textes warten.</translation>
    </message>
    <message>
        <source>Nothing here is defined elsewhere: a file, a stage, a variable or a package is.</source>
        <translation>Hier ist nichts anderswo definiert; Dateien, Stufen, Variablen und Pakete sind es.</translation>
    </message>
    <message>
        <source>Next Part of the Window</source>
        <translation>Nächster Teil des Fensters</translation>
    </message>
    <message>
        <source>Previous Part of the Window</source>
        <translation>Voriger Teil des Fensters</translation>
    </message>
    <message>
        <source>Choose a Dockerfile…</source>
        <translation>Ein Dockerfile wählen…</translation>
    </message>
    <message>
        <source>Open a Dockerfile or Compose File…</source>
        <translation>Dockerfile oder Compose-Datei öffnen…</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Open a Dockerfile or Compose file</source>
        <translation>Dockerfile oder Compose-Datei öffnen</translation>
    </message>
    <message>
        <source>Dockerfiles, Compose and bake files (*ockerfile* *ontainerfile* *compose*.yml *compose*.yaml docker-bake.*);;All files (*)</source>
        <translation>Dockerfiles, Compose- und Bake-Dateien (*ockerfile* *ontainerfile* *compose*.yml *compose*.yaml docker-bake.*);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>pinwheel::PrintPreview</name>
    <message>
        <source>Print Preview: %1</source>
        <translation>Druckvorschau: %1</translation>
    </message>
</context>
<context>
    <name>pinwheel::ReportView</name>
    <message>
        <source>Rendered</source>
        <translation>Gesetzt</translation>
    </message>
    <message>
        <source>Format of the report</source>
        <translation>Format des Berichts</translation>
    </message>
    <message>
        <source>Show Markdown rendered</source>
        <translation>Markdown gesetzt zeigen</translation>
    </message>
    <message>
        <source>Preview of the report</source>
        <translation>Vorschau des Berichts</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Export the report in this format</source>
        <translation>Den Bericht in diesem Format exportieren</translation>
    </message>
    <message>
        <source>Export PDF…</source>
        <translation>PDF exportieren…</translation>
    </message>
    <message>
        <source>The report appears here once something is audited.</source>
        <translation>Der Bericht erscheint hier, sobald etwas geprüft ist.</translation>
    </message>
</context>
<context>
    <name>pinwheel::RibbonSplitter</name>
    <message>
        <source>Links between the two files</source>
        <translation>Verbindungen zwischen den beiden Dateien</translation>
    </message>
    <message>
        <source>Up and Down go to the next link, Left and Right to its ends</source>
        <translation>Auf und Ab gehen zur nächsten Verbindung, Links und Rechts zu ihren Enden</translation>
    </message>
</context>
<context>
    <name>pinwheel::RiskView</name>
    <message>
        <source>Risk matrix</source>
        <translation>Risikomatrix</translation>
    </message>
</context>
<context>
    <name>pinwheel::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Pages of the settings</source>
        <translation>Seiten der Einstellungen</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Editor</source>
        <translation>Editor</translation>
    </message>
    <message>
        <source>Audit defaults</source>
        <translation>Vorgaben der Prüfung</translation>
    </message>
    <message>
        <source>Index and data</source>
        <translation>Index und Daten</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Open the last project at the start</source>
        <translation>Beim Start das letzte Projekt öffnen</translation>
    </message>
    <message>
        <source>A new language is spoken from the next start on.</source>
        <translation>Eine neue Sprache gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Notes of the findings between the lines</source>
        <translation>Hinweise der Befunde zwischen den Zeilen</translation>
    </message>
    <message>
        <source>Show blanks</source>
        <translation>Leerzeichen zeigen</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Plattform</translation>
    </message>
    <message>
        <source>GPUs of the hosts</source>
        <translation>GPUs der Rechner</translation>
    </message>
    <message>
        <source>NVIDIA driver of the hosts</source>
        <translation>NVIDIA-Treiber der Rechner</translation>
    </message>
    <message>
        <source>for example 550.54.14; empty: not known</source>
        <translation>zum Beispiel 550.54.14; leer: nicht bekannt</translation>
    </message>
    <message>
        <source>Rules to apply</source>
        <translation>Anzuwendende Regeln</translation>
    </message>
    <message>
        <source>Default: contradictions and risks</source>
        <translation>Vorgabe: Widersprüche und Risiken</translation>
    </message>
    <message>
        <source>Strict: with matters of style</source>
        <translation>Streng: mit Stilfragen</translation>
    </message>
    <message>
        <source>All rules</source>
        <translation>Alle Regeln</translation>
    </message>
    <message>
        <source>For projects that are opened for the first time. What a project&apos;s pinwheel.toml says counts more.</source>
        <translation>Für Projekte, die zum ersten Mal geöffnet werden. Was die pinwheel.toml eines Projekts sagt, gilt mehr.</translation>
    </message>
    <message>
        <source>Driver of the hosts</source>
        <translation>Treiber der Rechner</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>Package index</source>
        <translation>Paketindex</translation>
    </message>
    <message>
        <source>Offline snapshot (shipped with Pinwheel)</source>
        <translation>Offline-Abbild (mit Pinwheel geliefert)</translation>
    </message>
    <message>
        <source>No index: reason over version ranges alone</source>
        <translation>Ohne Index: nur über Versionsbereiche schließen</translation>
    </message>
    <message>
        <source>Versions come from the data that Pinwheel ships. The network is asked only while a target says so.</source>
        <translation>Versionen kommen aus den mitgelieferten Daten. Das Netz wird nur gefragt, solange ein Ziel es sagt.</translation>
    </message>
    <message>
        <source>Index of new projects</source>
        <translation>Index neuer Projekte</translation>
    </message>
    <message>
        <source>Index data of</source>
        <translation>Indexdaten von</translation>
    </message>
    <message>
        <source>Facts of</source>
        <translation>Fakten von</translation>
    </message>
    <message>
        <source>Shipped data</source>
        <translation>Mitgelieferte Daten</translation>
    </message>
    <message>
        <source>These settings</source>
        <translation>Diese Einstellungen</translation>
    </message>
    <message>
        <source>Unsaved text</source>
        <translation>Ungespeicherter Text</translation>
    </message>
    <message>
        <source>“%1” is no driver version such as 550.54.14.</source>
        <translation>„%1“ ist keine Treiberversion wie 550.54.14.</translation>
    </message>
</context>
<context>
    <name>pinwheel::ShortcutPage</name>
    <message>
        <source>No action has this name.</source>
        <translation>Keine Aktion heißt so.</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>Find an action</source>
        <translation>Aktion suchen</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>Aktionen und ihre Tasten</translation>
    </message>
    <message>
        <source>Keys of the action</source>
        <translation>Tasten der Aktion</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>%1 belongs to “%2”. Take it away there first.</source>
        <translation>%1 gehört zu „%2“. Dort zuerst wegnehmen.</translation>
    </message>
</context>
<context>
    <name>pinwheel::SideBySideView</name>
    <message>
        <source>Text before</source>
        <translation>Text vorher</translation>
    </message>
    <message>
        <source>Text after</source>
        <translation>Text nachher</translation>
    </message>
    <message numerus="yes">
        <source>⋯ %n line(s) as before</source>
        <translation>
            <numerusform>⋯ %n Zeile wie zuvor</numerusform>
            <numerusform>⋯ %n Zeilen wie zuvor</numerusform>
        </translation>
    </message>
    <message>
        <source>Text before and after</source>
        <translation>Text vorher und nachher</translation>
    </message>
</context>
<context>
    <name>pinwheel::SourceEditor</name>
    <message>
        <source>Line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
</context>
<context>
    <name>pinwheel::StartPage</name>
    <message>
        <source>Works out what every layer of a Python container build does to its packages, without building it.
Open a folder with a Dockerfile or a Compose file, or drop one here.</source>
        <translation>Errechnet, was jede Schicht eines Container-Builds mit Python an seinen Paketen tut, ohne ihn zu bauen.
Öffnen Sie einen Ordner mit einem Dockerfile oder einer Compose-Datei oder lassen Sie einen hier fallen.</translation>
    </message>
    <message>
        <source>Open a folder…</source>
        <translation>Ordner öffnen…</translation>
    </message>
    <message>
        <source>Recent projects and examples</source>
        <translation>Letzte Projekte und Beispiele</translation>
    </message>
    <message>
        <source>Example: %1</source>
        <translation>Beispiel: %1</translation>
    </message>
    <message>
        <source>Nothing was opened yet.</source>
        <translation>Noch wurde nichts geöffnet.</translation>
    </message>
    <message>
        <source>not audited</source>
        <translation>nicht geprüft</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>Beispiel</translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation>Datei öffnen…</translation>
    </message>
    <message>
        <source>Open a Dockerfile, Compose or bake file</source>
        <translation>Ein Dockerfile, eine Compose- oder Bake-Datei öffnen</translation>
    </message>
</context>
<context>
    <name>pinwheel::TargetDialog</name>
    <message>
        <source>Target of the build</source>
        <translation>Ziel des Builds</translation>
    </message>
    <message>
        <source>for example 550.54.14; empty: not known</source>
        <translation>zum Beispiel 550.54.14; leer: nicht bekannt</translation>
    </message>
    <message>
        <source>NVIDIA driver of the hosts</source>
        <translation>NVIDIA-Treiber der Rechner</translation>
    </message>
    <message>
        <source>Default: contradictions and risks</source>
        <translation>Vorgabe: Widersprüche und Risiken</translation>
    </message>
    <message>
        <source>Strict: with matters of style</source>
        <translation>Streng: mit Stilfragen</translation>
    </message>
    <message>
        <source>All rules</source>
        <translation>Alle Regeln</translation>
    </message>
    <message>
        <source>Rules to apply</source>
        <translation>Anzuwendende Regeln</translation>
    </message>
    <message>
        <source>Offline snapshot (shipped with Pinwheel)</source>
        <translation>Offline-Abbild (mit Pinwheel geliefert)</translation>
    </message>
    <message>
        <source>No index: reason over version ranges alone</source>
        <translation>Ohne Index: nur über Versionsbereiche schließen</translation>
    </message>
    <message>
        <source>Package index</source>
        <translation>Paketindex</translation>
    </message>
    <message>
        <source>Build argument</source>
        <translation>Build-Argument</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Build arguments</source>
        <translation>Build-Argumente</translation>
    </message>
    <message>
        <source>Driver of the hosts</source>
        <translation>Treiber der Rechner</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>Index</translation>
    </message>
    <message>
        <source>Add an argument</source>
        <translation>Argument hinzufügen</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Default: %1</source>
        <translation>Vorgabe: %1</translation>
    </message>
    <message>
        <source>Without a default: unset where no value is given</source>
        <translation>Ohne Vorgabe: nicht gesetzt, wo kein Wert angegeben ist</translation>
    </message>
    <message>
        <source>No ARG of the Dockerfile bears this name</source>
        <translation>Kein ARG des Dockerfiles trägt diesen Namen</translation>
    </message>
    <message>
        <source>“%1” is no driver version such as 550.54.14.</source>
        <translation>„%1“ ist keine Treiberversion wie 550.54.14.</translation>
    </message>
    <message>
        <source>A value stands beside no name.</source>
        <translation>Ein Wert steht neben keinem Namen.</translation>
    </message>
    <message>
        <source>The Dockerfile declares no ARG.</source>
        <translation>Das Dockerfile deklariert kein ARG.</translation>
    </message>
    <message>
        <source>Live: ask the indexes over the network</source>
        <translation>Live: die Indizes über das Netz fragen</translation>
    </message>
    <message>
        <source>https://…/simple, as pip&apos;s index-url</source>
        <translation>https://…/simple, wie index-url von pip</translation>
    </message>
    <message>
        <source>Address of the default index</source>
        <translation>Adresse des Standardindex</translation>
    </message>
    <message>
        <source>Default index</source>
        <translation>Standardindex</translation>
    </message>
    <message>
        <source>Give the address of the default index, as pip&apos;s index-url: no address is built in.</source>
        <translation>Die Adresse des Standardindex angeben, wie index-url von pip: Es ist keine eingebaut.</translation>
    </message>
</context>
<context>
    <name>pinwheel::TextSizeBox</name>
    <message>
        <source>Text size</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>normal</translation>
    </message>
    <message>
        <source>normal + %1 pt</source>
        <translation>normal + %1 pt</translation>
    </message>
    <message>
        <source>normal − %1 pt</source>
        <translation>normal − %1 pt</translation>
    </message>
</context>
<context>
    <name>pinwheel::TimelineView</name>
    <message>
        <source>Build layers</source>
        <translation>Build-Schichten</translation>
    </message>
    <message>
        <source>Scroll the layers</source>
        <translation>Schichten verschieben</translation>
    </message>
    <message>
        <source>Scroll the packages</source>
        <translation>Pakete verschieben</translation>
    </message>
    <message>
        <source>Layer %1, line %2, %3: %4. %5</source>
        <translation>Schicht %1, Zeile %2, %3: %4. %5</translation>
    </message>
    <message>
        <source>Worst finding: %1</source>
        <translation>Schlimmster Befund: %1</translation>
    </message>
    <message>
        <source>No finding</source>
        <translation>Kein Befund</translation>
    </message>
    <message>
        <source>Layer %1 · %2 · line %3</source>
        <translation>Schicht %1 · %2 · Zeile %3</translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s), worst: %1</source>
        <translation>
            <numerusform>%n Befund, schlimmster: %1</numerusform>
            <numerusform>%n Befunde, schlimmster: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Not needed for the chosen stage</source>
        <translation>Für die gewählte Stufe nicht nötig</translation>
    </message>
    <message>
        <source>Layer %1: %2</source>
        <translation>Schicht %1: %2</translation>
    </message>
    <message>
        <source>The layers of the build appear here once a Dockerfile is open.</source>
        <translation>Die Schichten des Builds erscheinen hier, sobald ein Dockerfile offen ist.</translation>
    </message>
    <message numerus="yes">
        <source>Build layers
%n package(s) tracked</source>
        <translation>
            <numerusform>Build-Schichten
%n Paket verfolgt</numerusform>
            <numerusform>Build-Schichten
%n Pakete verfolgt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stage(s)</source>
        <translation>
            <numerusform>%n Stufe</numerusform>
            <numerusform>%n Stufen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pinwheel::TreeWithWords</name>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
</context>
<context>
    <name>pinwheel::Workspace</name>
    <message>
        <source>This file is write-protected on disk.</source>
        <translation>Diese Datei ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>Reload %1</source>
        <translation>%1 neu laden</translation>
    </message>
</context>
</TS>
