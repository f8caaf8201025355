#include "support/brokenserver.h"

namespace testsupport {

Answer Answer::json(int status, const QByteArray &body)
{
    Answer answer;
    answer.status = status;
    answer.body = body;
    return answer;
}

Answer Answer::html(int status)
{
    Answer answer;
    answer.status = status;
    answer.contentType = "text/html";
    answer.body = "<!DOCTYPE html><html><body><h1>Something went wrong</h1></body></html>";
    return answer;
}

Answer Answer::redirect(const QUrl &target, int status)
{
    Answer answer;
    answer.status = status;
    answer.body.clear();
    answer.headers.append({"Location", target.toEncoded()});
    return answer;
}

Answer Answer::silence()
{
    Answer answer;
    answer.sendOnly = 0;
    return answer;
}

Answer Answer::closed()
{
    return silence().ending(Then::Close);
}

Answer Answer::reset()
{
    return silence().ending(Then::Reset);
}

Answer Answer::closedWhileReading(qsizetype bytes)
{
    Answer answer = closed();
    answer.readOnly = bytes;
    return answer;
}

Answer Answer::resetWhileReading(qsizetype bytes)
{
    Answer answer = reset();
    answer.readOnly = bytes;
    return answer;
}

Answer Answer::halfHead()
{
    Answer answer;
    answer.sendOnly = 30;
    answer.then = Then::Close;
    return answer;
}

Answer Answer::halfBody()
{
    Answer answer = json(200, R"({"flows":[{"id":"f1","title":"First"},{"id":"f2","title":"Second"}]})");
    answer.sendOnly = answer.bytes().size() - 20;
    answer.then = Then::Close;
    return answer;
}

Answer Answer::halfChunked()
{
    Answer answer = json(200, R"({"flows":[{"id":"f1","title":"First"},{"id":"f2","title":"Second"}]})");
    answer.chunked = true;
    answer.sendOnly = answer.bytes().size() - 20;
    answer.then = Then::Close;
    return answer;
}

Answer Answer::garbage()
{
    Answer answer;
    answer.raw = "* OK this is a mail server\r\n\r\n";
    answer.then = Then::Close;
    return answer;
}

Answer Answer::wrongLength(qint64 delta)
{
    Answer answer = json(200, R"({"flows":[]})");
    answer.claimedLength = answer.body.size() + delta;
    answer.then = Then::Close;
    return answer;
}

Answer Answer::after(std::chrono::milliseconds time) const
{
    Answer answer = *this;
    answer.delay = time;
    return answer;
}

Answer Answer::with(const QByteArray &name, const QByteArray &value) const
{
    Answer answer = *this;
    answer.headers.append({name, value});
    return answer;
}

Answer Answer::ending(Then end) const
{
    Answer answer = *this;
    answer.then = end;
    return answer;
}

QByteArray Answer::bytes() const
{
    if (raw)
        return *raw;
    QByteArray text = "HTTP/1.1 " + QByteArray::number(status) + " Status " + QByteArray::number(status) + "\r\n";
    if (!body.isEmpty())
        text += "Content-Type: " + contentType + "\r\n";
    if (chunked)
        text += "Transfer-Encoding: chunked\r\n";
    else if (claimedLength.value_or(0) != -1)
        text += "Content-Length: " + QByteArray::number(claimedLength.value_or(body.size())) + "\r\n";
    for (const auto &[name, value] : headers)
        text += name + ": " + value + "\r\n";
    text += "\r\n";
    if (chunked)
        return text + QByteArray::number(body.size(), 16) + "\r\n" + body + "\r\n0\r\n\r\n";
    return text + body;
}

} // namespace testsupport
