#include "widgets/theme/theme.h"

#include <algorithm>
#include <cmath>

namespace widgets {

namespace {

QColor colour(QRgb rgb)
{
    return QColor::fromRgb(rgb);
}

Theme makeLight()
{
    Theme t;
    t.window = colour(0xF6F7F9);
    t.surface = colour(0xFFFFFF);
    t.sunken = colour(0xECEFF3);
    t.border = colour(0xC9CFD8);
    t.text = colour(0x1B2330);
    t.muted = colour(0x546072);
    t.accent = colour(0x1C5DB8);
    t.onAccent = colour(0xFFFFFF);
    t.running = {colour(0x1C5DB8), colour(0xE3EDFB)};
    t.succeeded = {colour(0x1B7439), colour(0xDFF3E6)};
    t.failed = {colour(0xB3261E), colour(0xFBE4E2)};
    t.needsYou = {colour(0x8A5300), colour(0xFBEBCF)};
    t.other = {colour(0x546072), colour(0xE6EAEF)};
    return t;
}

Theme makeDark()
{
    Theme t;
    t.dark = true;
    t.window = colour(0x191C21);
    t.surface = colour(0x22262D);
    t.sunken = colour(0x14171B);
    t.border = colour(0x414956);
    t.text = colour(0xE7EAF0);
    t.muted = colour(0xA6B0C0);
    t.accent = colour(0x7AB0FF);
    t.onAccent = colour(0x0F1622);
    t.running = {colour(0x7AB0FF), colour(0x1D2F4A)};
    t.succeeded = {colour(0x63CF92), colour(0x173425)};
    t.failed = {colour(0xFF8E85), colour(0x44201E)};
    t.needsYou = {colour(0xF3BC55), colour(0x3D2E10)};
    t.other = {colour(0xA6B0C0), colour(0x2C323B)};
    return t;
}

//! Relative luminance. Source: WCAG 2.2, definition of the same name.
qreal luminance(const QColor &colour)
{
    const auto linear = [](qreal channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

} // namespace

const Theme &Theme::light()
{
    static const Theme theme = makeLight();
    return theme;
}

const Theme &Theme::darkTheme()
{
    static const Theme theme = makeDark();
    return theme;
}

const Theme &Theme::forPalette(const QPalette &palette)
{
    return luminance(palette.color(QPalette::Window)) < 0.2 ? darkTheme() : light();
}

QPalette Theme::palette() const
{
    QPalette p;
    p.setColor(QPalette::Window, window);
    p.setColor(QPalette::WindowText, text);
    p.setColor(QPalette::Base, surface);
    p.setColor(QPalette::AlternateBase, mixed(sunken, surface, 0.45));
    p.setColor(QPalette::Text, text);
    p.setColor(QPalette::PlaceholderText, muted);
    p.setColor(QPalette::Button, surface);
    p.setColor(QPalette::ButtonText, text);
    p.setColor(QPalette::BrightText, failed.ink);
    p.setColor(QPalette::ToolTipBase, surface);
    p.setColor(QPalette::ToolTipText, text);
    p.setColor(QPalette::Highlight, accent);
    p.setColor(QPalette::HighlightedText, onAccent);
    p.setColor(QPalette::Link, accent);
    p.setColor(QPalette::LinkVisited, accent);
    p.setColor(QPalette::Light, dark ? border : surface);
    p.setColor(QPalette::Midlight, mixed(border, surface, 0.5));
    p.setColor(QPalette::Mid, border);
    p.setColor(QPalette::Dark, dark ? sunken : muted);
    p.setColor(QPalette::Shadow, dark ? QColor(Qt::black) : muted);
    const QColor faint = mixed(muted, surface, 0.6);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, faint);
    p.setColor(QPalette::Disabled, QPalette::PlaceholderText, faint);
    p.setColor(QPalette::Disabled, QPalette::Base, window);
    p.setColor(QPalette::Disabled, QPalette::Button, window);
    p.setColor(QPalette::Disabled, QPalette::Highlight, border);
    p.setColor(QPalette::Disabled, QPalette::HighlightedText, muted);
    p.setColor(QPalette::Disabled, QPalette::Link, faint);
    return p;
}

QColor mixed(const QColor &over, const QColor &under, qreal opacity)
{
    const auto channel = [opacity](qreal a, qreal b) {
        return static_cast<float>(std::clamp(a * opacity + b * (1 - opacity), 0.0, 1.0));
    };
    return QColor::fromRgbF(channel(over.redF(), under.redF()), channel(over.greenF(), under.greenF()),
                            channel(over.blueF(), under.blueF()));
}

qreal contrastRatio(const QColor &a, const QColor &b)
{
    const qreal one = luminance(a);
    const qreal two = luminance(b);
    return (std::max(one, two) + 0.05) / (std::min(one, two) + 0.05);
}

} // namespace widgets
