#pragma once

#include <QList>
#include <QString>
#include <QUuid>

class QHBoxLayout;
class QSplitter;
class QToolButton;
class QWidget;

namespace widgets {

//! The header of a page: title above a muted second line at the left, buttons at the right.
[[nodiscard]] QHBoxLayout *headerLayout(QWidget *title, QWidget *subtitle, const QList<QWidget *> &buttons);
//! The ⋯ button for what is done seldom.
[[nodiscard]] QToolButton *moreButton(QWidget *parent);
//! A card with one widget in it, edge to edge.
[[nodiscard]] QWidget *inCard(QWidget *content);
//! Keeps a splitter's places from one start of the program to the next, under `key` of the profile.
void rememberSplitter(QSplitter *splitter, const char *key, const QUuid &profile);

} // namespace widgets
