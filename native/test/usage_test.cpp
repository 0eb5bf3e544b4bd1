// detail/usage.hpp: who changes something waits for those who use it, and they for him; code of Java's between holds up
// nobody.
#include "detail/usage.hpp"

#include "detail/form_changes.hpp"

#include "check.h"

#include <atomic>
#include <chrono>
#include <thread>

using namespace panamatorch;

namespace {

const int first = 1;
const int second = 2;

void let_others_run() {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
}

// A thread that uses something, with a pause in between, and goes on when told to.
class User {
   public:
    explicit User(const void* used)
        : thread_([this, used] {
              const Call call;
              Usage::mine().begin(used);
              enter(1);
              {
                  const Pause pause;
                  enter(2);
              }
              enter(3);
          }) {}
    ~User() {
        go_on_to(4);
        thread_.join();
    }

    // Lets the thread reach a place: 1 uses, 2 pauses, 3 uses again, 4 has ended.
    void go_on_to(int place) {
        allowed_ = place;
    }
    void await(int place) const {
        while (reached_ < place) {
            std::this_thread::yield();
        }
    }
    bool has_reached(int place) const {
        return reached_ >= place;
    }

   private:
    void enter(int place) {
        reached_ = place;
        while (allowed_ <= place) {
            std::this_thread::yield();
        }
    }

    std::atomic<int> reached_{0};
    std::atomic<int> allowed_{0};
    std::thread thread_;
};

// A thread that changes something.
class Changer {
   public:
    explicit Changer(const void* object)
        : thread_([this, object] {
              const Call call;
              Usage::mine().begin(object);
              const Change change(object);
              changing_ = true;
              while (!done_) {
                  std::this_thread::yield();
              }
          }) {}
    ~Changer() {
        finish();
        thread_.join();
    }

    void await() const {
        while (!changing_) {
            std::this_thread::yield();
        }
    }
    bool is_changing() const {
        return changing_;
    }
    void finish() {
        done_ = true;
    }

   private:
    std::atomic<bool> changing_{false};
    std::atomic<bool> done_{false};
    std::thread thread_;
};

void change_waits_for_the_use() {
    User user(&first);
    user.await(1);
    Changer changer(&first);
    let_others_run();
    CHECK(!changer.is_changing());
    user.go_on_to(2);
    // The user has got no further than to its pause.
    changer.await();
    CHECK(!user.has_reached(3));
    user.go_on_to(3);
    let_others_run();
    CHECK(!user.has_reached(3));
    changer.finish();
    user.await(3);
}

void count_is_odd_during_a_change() {
    const auto before = form_changes.load();
    {
        Changer changer(&first);
        changer.await();
        CHECK_INT(before + 1, form_changes.load());
        changer.finish();
    }
    CHECK_INT(before + 2, form_changes.load());
}

void use_waits_for_the_change() {
    Changer changer(&first);
    changer.await();
    User user(&first);
    let_others_run();
    CHECK(!user.has_reached(1));
    changer.finish();
    user.await(1);
}

void others_are_not_waited_for() {
    User user(&second);
    user.await(1);
    Changer changer(&first);
    changer.await();
    User later(&second);
    later.await(1);
}

void whatever_there_is_is_waited_for() {
    User user(Usage::whatever_there_is());
    user.await(1);
    Changer changer(&first);
    let_others_run();
    CHECK(!changer.is_changing());
    // Not further, or a changer that has not begun yet would find it in use again.
    user.go_on_to(2);
    changer.await();
    changer.finish();
}

void change_of_all_waits_for_each() {
    User user(&second);
    user.await(1);
    Changer changer(Usage::whatever_there_is());
    let_others_run();
    CHECK(!changer.is_changing());
    user.go_on_to(2);
    changer.await();
    changer.finish();
}

// More than there are places for.
void many_uses_stand_for_all() {
    const Call call;
    for (int i = 0; i < 100; ++i) {
        Usage::mine().begin(&second);
    }
    Changer changer(&first);
    let_others_run();
    CHECK(!changer.is_changing());
    {
        const Pause pause;
        changer.await();
        changer.finish();
    }
}

void change_inside_a_change_waits_for_all() {
    std::atomic<bool> used{false};
    std::thread user;
    {
        const Call call;
        const Change outer(&first);
        const Change inner(&second);
        user = std::thread([&used] {
            const Call its_call;
            Usage::mine().begin(&second);
            used = true;
        });
        let_others_run();
        CHECK(!used);
    }
    user.join();
    CHECK(used);
}

}  // namespace

int main() {
    change_waits_for_the_use();
    count_is_odd_during_a_change();
    use_waits_for_the_change();
    others_are_not_waited_for();
    whatever_there_is_is_waited_for();
    change_of_all_waits_for_each();
    many_uses_stand_for_all();
    change_inside_a_change_waits_for_all();
    return test_result();
}
