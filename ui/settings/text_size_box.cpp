#include "ui/settings/text_size_box.h"

#include <QLineEdit>
#include <QRegularExpression>

#include <cmath>

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

/// A number with its sign, wherever it stands: what is typed may be "2", "+2" or the whole text.
QRegularExpressionMatch numberIn(const QString& text)
{
    static const QRegularExpression number(u"([+−-]?)\\s*(\\d{1,3})"_s);
    return number.match(text);
}

} // namespace

TextSizeBox::TextSizeBox(QWidget* parent)
    : QSpinBox(parent)
{
    setRange(-4, 16);
    setAccessibleName(tr("Text size"));
    lineEdit()->setText(textFromValue(value())); // Its words are ours only from here on.
}

QString TextSizeBox::textFromValue(int points) const
{
    if (points == 0) return tr("normal");
    const QString size = locale().toString(std::abs(points));
    return points > 0 ? tr("normal + %1 pt").arg(size) : tr("normal − %1 pt").arg(size);
}

int TextSizeBox::valueFromText(const QString& text) const
{
    const QRegularExpressionMatch number = numberIn(text);
    if (!number.hasMatch()) return 0;
    const int points = number.captured(2).toInt();
    return number.captured(1).isEmpty() || number.captured(1) == "+"_L1 ? points : -points;
}

QValidator::State TextSizeBox::validate(QString& text, int&) const
{
    if (!numberIn(text).hasMatch())
        return text == textFromValue(0) ? QValidator::Acceptable : QValidator::Intermediate;
    const int points = valueFromText(text);
    return points >= minimum() && points <= maximum() ? QValidator::Acceptable
                                                      : QValidator::Intermediate;
}

} // namespace pinwheel
