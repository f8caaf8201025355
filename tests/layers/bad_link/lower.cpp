// Uses a function of a layer that it does not link: the proof has to notice.
namespace upper {
int answer();
}

namespace lower {
int ask()
{
    return upper::answer();
}
} // namespace lower
