#pragma once

#include <QColor>
#include <QPalette>

namespace widgets {

//! Steps of space in pixels: inside chips, between related things, between groups, around a page.
namespace space {
inline constexpr int Chip = 4;
inline constexpr int Related = 8;
inline constexpr int Group = 16;
inline constexpr int Page = 24;
} // namespace space

inline constexpr int CardRadius = 8;
inline constexpr int ControlRadius = 5;
inline constexpr int RowHeight = 28;        //!< table row with one line
inline constexpr int TwoLineRowHeight = 44; //!< table row with two

//! Ink and ground of one status.
struct StatusColours
{
    QColor ink;
    QColor tint;
};

//! All colours of the program, for light and for dark. A plain value: whoever paints takes it from the palette that it
//! paints with, so there is no global state and a thumbnail may be painted in a thread.
struct Theme
{
    bool dark = false;
    QColor window;   //!< behind everything
    QColor surface;  //!< cards, panes, tables, editors
    QColor sunken;   //!< sidebar, headers, diagram ground
    QColor border;   //!< hairlines
    QColor text;     //!< on any ground
    QColor muted;    //!< second line, units, times; on any ground
    QColor accent;   //!< primary button, selection, links, focus
    QColor onAccent; //!< text on accent
    StatusColours running;
    StatusColours succeeded;
    StatusColours failed;
    StatusColours needsYou;
    StatusColours other;

    [[nodiscard]] static const Theme &light();
    [[nodiscard]] static const Theme &darkTheme();
    //! The theme whose palette this is, told by the lightness of its window colour.
    [[nodiscard]] static const Theme &forPalette(const QPalette &palette);

    //! A palette for all of Fusion's roles, disabled ones included.
    [[nodiscard]] QPalette palette() const;
};

//! `over` painted on `under` with this opacity, 0 to 1.
[[nodiscard]] QColor mixed(const QColor &over, const QColor &under, qreal opacity);

//! Contrast of two opaque colours as WCAG 2.2 defines it, 1 to 21.
[[nodiscard]] qreal contrastRatio(const QColor &a, const QColor &b);

} // namespace widgets
