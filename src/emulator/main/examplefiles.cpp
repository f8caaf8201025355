#include "examplefiles.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace emulator::program {

namespace {

constexpr int frameBytes = 600 * 1024;

//! Numbers that look random and are the same on every machine.
class Sequence
{
public:
    explicit Sequence(quint32 seed)
        : m_state(seed)
    {
    }
    quint32 next()
    {
        m_state = m_state * 1664525U + 1013904223U;
        return m_state >> 8;
    }

private:
    quint32 m_state;
};

QByteArray csv(const QByteArray &month, int days, quint32 seed)
{
    Sequence numbers(seed);
    QByteArray text = "date,temperature_c,pressure_hpa\n";
    for (int day = 1; day <= days; ++day) {
        const double temperature = 15 + static_cast<double>(numbers.next() % 1000) / 100;
        const double pressure = 990 + static_cast<double>(numbers.next() % 4000) / 100;
        text += month + '-' + QByteArray::number(day).rightJustified(2, '0') + ',' +
                QByteArray::number(temperature, 'f', 2) + ',' + QByteArray::number(pressure, 'f', 2) + '\n';
    }
    return text;
}

QByteArray frames()
{
    Sequence numbers(42);
    QByteArray bytes(frameBytes, Qt::Uninitialized);
    for (char &byte : bytes)
        byte = static_cast<char>(numbers.next());
    return bytes;
}

QString write(const QString &path, const QByteArray &content)
{
    if (QFileInfo::exists(path))
        return {};
    QSaveFile file(path);
    if (QDir().mkpath(QFileInfo(path).path()) && file.open(QIODevice::WriteOnly) &&
        file.write(content) == content.size() && file.commit())
        return {};
    return u"The example file %1 can not be written: %2."_s.arg(path, file.errorString());
}

} // namespace

QString writeExampleFiles(const QString &mappedRoot, const QString &guestRoot)
{
    const QByteArray welcome =
        "This folder is a collection of the emulator. The example flows read from it and write into\n"
        "the other one. Put your own files beside these to try your own flows.\n";
    const QList<std::pair<QString, QByteArray>> files{
        {mappedRoot % u"/welcome.txt"_s, welcome},
        {mappedRoot % u"/detector/frames.bin"_s, frames()},
        {mappedRoot % u"/detector/notes.txt"_s, "frames.bin: 600 frames of 1024 bytes, one detector.\n"},
        {mappedRoot % u"/inbox/sample-041.csv"_s, csv("2026-02", 28, 41)},
        {mappedRoot % u"/inbox/sample-042.csv"_s, csv("2026-03", 31, 42)},
        {mappedRoot % u"/measurements/2026-01.csv"_s, csv("2026-01", 31, 1)},
        {mappedRoot % u"/measurements/2026-02.csv"_s, csv("2026-02", 28, 2)},
        {mappedRoot % u"/measurements/calibration/offsets.csv"_s, csv("2025-12", 31, 12)},
        {mappedRoot % u"/measurements/readme.txt"_s,
         "One file a month: date, temperature in degrees Celsius, pressure in hPa.\n"},
        {guestRoot % u"/welcome.txt"_s, welcome}};
    for (const auto &[path, content] : files) {
        if (const QString problem = write(path, content); !problem.isEmpty())
            return problem;
    }
    for (const QString &folder : {u"/results"_s, u"/archive"_s, u"/staging"_s}) {
        if (!QDir().mkpath(guestRoot % folder))
            return u"The example folder %1 can not be made."_s.arg(guestRoot % folder);
    }
    return {};
}

} // namespace emulator::program
