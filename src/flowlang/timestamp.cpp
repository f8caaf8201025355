#include "flowlang/timestamp.h"

#include <QDate>

#include <algorithm>

namespace flowlang {

namespace {

constexpr qint64 secondsADay = 86400;

//! Takes parts of fixed form off the front of a text.
class Reader
{
public:
    explicit Reader(QByteArrayView text)
        : m_rest(text)
    {
    }

    [[nodiscard]] bool atEnd() const { return m_rest.isEmpty(); }

    //! A number of exactly so many digits, not above `most`; -1 if it is none, and then the whole text is bad.
    int number(int digits, int most)
    {
        int value = 0;
        for (int i = 0; i < digits; ++i) {
            if (!isDigit())
                return fail();
            value = value * 10 + (m_rest.front() - '0');
            m_rest = m_rest.sliced(1);
        }
        return value > most ? fail() : value;
    }

    bool one(const char *characters)
    {
        if (m_rest.isEmpty() || !QByteArrayView(characters).contains(m_rest.front()))
            return false;
        m_rest = m_rest.sliced(1);
        return true;
    }

    void expect(const char *characters)
    {
        if (!one(characters))
            fail();
    }

    QByteArray digits()
    {
        QByteArray found;
        for (; isDigit(); m_rest = m_rest.sliced(1))
            found.append(m_rest.front());
        if (found.isEmpty())
            fail();
        while (found.endsWith('0'))
            found.chop(1);
        return found;
    }

    int fail()
    {
        m_bad = true;
        return -1;
    }

    [[nodiscard]] bool good() const { return !m_bad; }

private:
    [[nodiscard]] bool isDigit() const { return !m_rest.isEmpty() && m_rest.front() >= '0' && m_rest.front() <= '9'; }

    QByteArrayView m_rest;
    bool m_bad = false;
};

QDate readDate(Reader &reader)
{
    const int year = reader.number(4, 9999);
    reader.expect("-");
    const int month = reader.number(2, 12);
    reader.expect("-");
    const int day = reader.number(2, 31);
    // QDate knows no year 0; the calendar repeats after 400 years.
    const QDate date(reader.good() && year == 0 ? 400 : year, month, day);
    if (!reader.good() || !date.isValid())
        reader.fail();
    return year == 0 ? date.addDays(-146097) : date;
}

} // namespace

std::strong_ordering Instant::operator<=>(const Instant &other) const
{
    if (seconds != other.seconds)
        return seconds <=> other.seconds;
    return fraction.compare(other.fraction) <=> 0;
}

std::optional<Instant> parseTimestamp(QByteArrayView text)
{
    Reader reader(text);
    const QDate date = readDate(reader);
    reader.expect("Tt");
    const int hour = reader.number(2, 23);
    reader.expect(":");
    const int minute = reader.number(2, 59);
    reader.expect(":");
    const int second = reader.number(2, 60);
    Instant instant;
    if (reader.one("."))
        instant.fraction = reader.digits();
    int offset = 0;
    if (!reader.one("Zz")) {
        const int sign = reader.one("-") ? -1 : 1;
        if (sign == 1)
            reader.expect("+");
        const int hours = reader.number(2, 23);
        reader.expect(":");
        offset = sign * (hours * 60 + reader.number(2, 59)) * 60;
    }
    if (!reader.good() || !reader.atEnd())
        return {};
    instant.seconds = QDate(1970, 1, 1).daysTo(date) * secondsADay + (hour * 60 + minute) * 60 + second - offset;
    return instant;
}

bool isDate(QByteArrayView text)
{
    Reader reader(text);
    (void)readDate(reader);
    return reader.good() && reader.atEnd();
}

} // namespace flowlang
