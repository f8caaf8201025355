#include "fuzz/requesttext.h"

#include <QDir>

namespace fuzz {

namespace {

//! The text up to the end of its line; the line is taken off.
QByteArray takeLine(QByteArrayView &text)
{
    const qsizetype end = text.indexOf('\n');
    const QByteArray line = (end < 0 ? text : text.first(end)).toByteArray();
    text = end < 0 ? QByteArrayView() : text.sliced(end + 1);
    return line;
}

} // namespace

std::optional<emulator::http::Request> readRequest(QByteArrayView text, const Words &words)
{
    const QByteArray first = takeLine(text);
    const qsizetype blank = first.indexOf(' ');
    if (blank < 0)
        return std::nullopt;
    emulator::http::Request request;
    request.method = first.first(blank).toUpper();
    QByteArray target = first.mid(blank + 1);
    for (const auto &[word, meaning] : words)
        target.replace(word, meaning);
    const qsizetype question = target.indexOf('?');
    const QByteArray path = question < 0 ? target : target.first(question);
    request.segments = emulator::http::pathSegments(path);
    request.path = QString(u'/' + request.segments.join(u'/'));
    if (question >= 0)
        request.query = emulator::http::Query::parse(target.mid(question + 1));
    request.headers = {{"host", "127.0.0.1:8000"}, {"content-type", "application/json"}};
    for (QByteArray line = takeLine(text); !line.isEmpty(); line = takeLine(text)) {
        const qsizetype colon = line.indexOf(':');
        if (colon < 0)
            continue;
        QByteArray value = line.mid(colon + 1).trimmed();
        for (const auto &[word, meaning] : words)
            value.replace(word, meaning);
        request.headers.insert(line.first(colon).trimmed().toLower(), value);
    }
    request.body = text.toByteArray();
    for (const auto &[word, meaning] : words)
        request.body.replace(word, meaning);
    return request;
}

QCoreApplication &application()
{
    static int count = 1;
    static char name[] = "fuzz";
    static char *arguments[] = {name, nullptr};
    if (QDir(QStringLiteral("/dev/shm")).exists())
        qputenv("TMPDIR", "/dev/shm");
    static QCoreApplication made(count, arguments);
    return made;
}

} // namespace fuzz
