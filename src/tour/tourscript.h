#pragma once

#include "tour/tour.h"

#include <QByteArray>
#include <QPointer>

class QAbstractItemView;
class QLineEdit;

namespace widgets {
class DiagramView;
class StartDialog;
} // namespace widgets

namespace tour {

//! The steps of the main job: find the example, start it through its form, watch it to its end, look at what it did.
class Tour::Script final
{
public:
    Script(widgets::MainWindow &window, widgets::ThemeManager &theme, const QString &emulatorData);

    [[nodiscard]] QList<Step> steps();

private:
    [[nodiscard]] QList<Step> findingTheFlow();
    [[nodiscard]] QList<Step> startingIt();
    [[nodiscard]] QList<Step> watchingIt();
    [[nodiscard]] QList<Step> lookingAround();

    template<typename Widget>
    [[nodiscard]] Widget *onPage(const char *objectName) const;
    [[nodiscard]] QWidget *inDialog(const char *objectName) const;
    [[nodiscard]] QLineEdit *field(const char *objectName) const;
    [[nodiscard]] QString statusWord() const;
    //! What the library shows, for a message.
    [[nodiscard]] QString cardsText() const;
    //! All cards in view show their diagrams.
    [[nodiscard]] bool picturesAreThere() const;
    void typeInto(QLineEdit *edit, const QString &text) const;
    //! \returns empty if source and destination hold the same bytes, else what is wrong.
    [[nodiscard]] QString compareFiles() const;
    [[nodiscard]] QByteArray fileIn(const QString &collectionPath, bool *found) const;

    widgets::MainWindow &m_window;
    widgets::ThemeManager &m_theme;
    QString m_data;
    QString m_sourceId;
    QString m_sourcePath;
    QString m_destinationId;
    QString m_destinationPath;
    QPointer<widgets::StartDialog> m_dialog;
    bool m_seenRunning = false;
};

} // namespace tour
