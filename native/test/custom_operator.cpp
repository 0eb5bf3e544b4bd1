// A library of operators such as a user loads: what the tests of dispatch.h and of Torch.loadLibrary call.

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/add.h>
#include <ATen/ops/mul.h>
#include <torch/custom_class.h>
#include <torch/library.h>

#include <optional>
#include <sstream>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace {

at::Tensor scale_add(const at::Tensor& x, const at::Tensor& y, double s) {
    return at::add(at::mul(x, s), y);
}

at::Tensor& set_(at::Tensor& x, double value) {
    return x.fill_(value);
}

// Text of arguments in their order, so that a test sees what arrived.
class Text {
   public:
    template <typename Value>
    Text& add(const Value& value) {
        text_ << (first_ ? "" : "; ");
        first_ = false;
        write(value);
        return *this;
    }
    std::string str() const {
        return text_.str();
    }

   private:
    template <typename Value>
    void write(const Value& value) {
        text_ << value;
    }
    void write(bool value) {
        text_ << (value ? "true" : "false");
    }
    void write(const at::Tensor& value) {
        text_ << value.numel() << " elements";
    }
    void write(const at::Generator& value) {
        text_ << "seed " << value.current_seed();
    }
    template <typename Value>
    void write(const std::optional<Value>& value) {
        if (value) {
            write(*value);
        } else {
            text_ << "none";
        }
    }
    template <typename List>
    void write_list(const List& list) {
        text_ << '[';
        for (size_t i = 0; i < list.size(); ++i) {
            text_ << (i == 0 ? "" : ", ");
            write(static_cast<typename List::value_type>(list[i]));
        }
        text_ << ']';
    }
    template <typename Value>
    void write(const std::vector<Value>& list) {
        write_list(list);
    }
    template <typename Value>
    void write(const c10::List<Value>& list) {
        write_list(list);
    }
    template <typename Value>
    void write(const at::ArrayRef<Value>& list) {
        write_list(list);
    }

    std::ostringstream text_;
    bool first_ = true;
};

std::string scalars(
    int64_t i,
    double f,
    bool b,
    const at::Scalar& s,
    const std::string& t,
    at::ScalarType d,
    at::Layout l,
    at::Device v,
    at::MemoryFormat m,
    const std::optional<at::Generator>& g,
    const std::optional<at::Tensor>& x,
    std::optional<int64_t> n) {
    return Text().add(i).add(f).add(b).add(s).add(t).add(d).add(l).add(v).add(m).add(g).add(x).add(n).str();
}

std::string lists(
    at::IntArrayRef i,
    const c10::List<double>& f,
    const c10::List<bool>& b,
    at::ArrayRef<at::Scalar> s,
    const std::vector<std::string>& t,
    const std::vector<at::Tensor>& x,
    const c10::List<std::optional<at::Tensor>>& y,
    at::OptionalIntArrayRef n) {
    Text text;
    text.add(i).add(f).add(b).add(s).add(t).add(x).add(y);
    return n ? text.add(*n).str() : text.add("none").str();
}

std::string defaults(
    const at::Tensor& x,
    int64_t a,
    at::IntArrayRef b,
    double c,
    const std::string& d,
    std::optional<bool> e,
    at::ScalarType f) {
    return Text().add(x).add(a).add(b).add(c).add(d).add(e).add(f).str();
}

using Several = std::tuple<
    at::Tensor,
    std::optional<at::Tensor>,
    int64_t,
    double,
    bool,
    at::Scalar,
    std::string,
    std::vector<at::Tensor>,
    std::vector<int64_t>,
    std::vector<std::string>,
    at::ScalarType>;

Several several(const at::Tensor& x) {
    return {
        at::mul(x, 2),        std::nullopt,       7,         0.5,       true,      c10::complex<double>(1, -2),
        "gr\xC3\xBC\xC3\x9F", {x, at::mul(x, 3)}, {1, 2, 3}, {"a", ""}, at::kHalf,
    };
}

c10::List<c10::List<at::Tensor>> nested(const at::Tensor& x) {
    return c10::List<c10::List<at::Tensor>>({c10::List<at::Tensor>({x, at::mul(x, 2)}), c10::List<at::Tensor>()});
}

void fail(const std::string& text) {
    TORCH_CHECK_VALUE(false, text);
}

struct Counter : torch::CustomClassHolder {
    explicit Counter(int64_t start) : count(start) {}
    int64_t count;
};

c10::intrusive_ptr<Counter> counter(int64_t start) {
    return c10::make_intrusive<Counter>(start);
}

int64_t count(const c10::intrusive_ptr<Counter>& counter) {
    return counter->count++;
}

}  // namespace

TORCH_LIBRARY(panamatorch_test, m) {
    m.class_<Counter>("Counter");
    m.def("scale_add(Tensor x, Tensor y, float s) -> Tensor", scale_add);
    m.def("set_(Tensor(a!) x, float value) -> Tensor(a!)", set_);
    m.def(
        "scalars(int i, float f, bool b, Scalar s, str t, ScalarType d, Layout l, Device v, MemoryFormat m, "
        "Generator? g, Tensor? x, int? n) -> str",
        scalars);
    m.def(
        "lists(int[] i, float[] f, bool[2] b, Scalar[] s, str[] t, Tensor[] x, Tensor?[] y, int[2]? n) -> str", lists);
    m.def(
        "defaults(Tensor x, int a=3, int[2] b=1, *, float c=0.5, str d=\"x, y\", bool? e=None, ScalarType f=float) -> "
        "str",
        defaults);
    m.def(
        "several(Tensor x) -> (Tensor, Tensor?, int, float, bool, Scalar, str, Tensor[], int[], str[], ScalarType)",
        several);
    m.def("nested(Tensor x) -> Tensor[][]", nested);
    m.def("fail(str text) -> ()", fail);
    m.def("counter(int start) -> __torch__.torch.classes.panamatorch_test.Counter", counter);
    m.def("count(__torch__.torch.classes.panamatorch_test.Counter counter) -> int", count);
}
