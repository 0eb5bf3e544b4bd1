// An accelerator of two devices that exists only here: LibTorch's backend for others to add ("privateuseone"), with its
// memory in that of the CPU and its kernels the CPU's. What the shim asks of a backend is written down in a journal, so
// that tests see what arrived where; nothing waits, so that they are over at once.
//
// Each device has a mebibyte. An event's time is the number of those recorded before it, in milliseconds.

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <ATen/EmptyTensor.h>
#include <ATen/core/CachingHostAllocator.h>
#include <ATen/core/GraphImplInterface.h>
#include <ATen/native/CPUFallback.h>
#include <ATen/ops/from_blob.h>
#include <c10/core/CachingDeviceAllocator.h>
#include <torch/library.h>

#include <array>
#include <cstdlib>
#include <mutex>
#include <set>
#include <sstream>
#include <string>
#include <unordered_map>
#include <vector>

namespace {

using c10::Device;
using c10::DeviceIndex;
using c10::Stream;

constexpr auto TYPE = c10::DeviceType::PrivateUse1;
constexpr DeviceIndex DEVICES = 2;
constexpr size_t DEVICE_BYTES = 1 << 20;

std::recursive_mutex mutex;
std::ostringstream journal;

template <typename... Parts>
void note(const Parts&... parts) {
    const std::scoped_lock lock(mutex);
    ((journal << parts), ...) << '\n';
}

std::string text(const Stream& stream) {
    return "stream " + std::to_string(stream.device_index()) + '/' + std::to_string(stream.id());
}

thread_local DeviceIndex current_device = 0;
thread_local std::array<c10::StreamId, DEVICES> current_streams{};

Stream current_stream() {
    return Stream(Stream::UNSAFE, Device(TYPE, current_device), current_streams[static_cast<size_t>(current_device)]);
}

// --- memory ---

class FakeAllocator final : public c10::DeviceAllocator {
   public:
    c10::DataPtr allocate(size_t bytes) override {
        const std::scoped_lock lock(mutex);
        auto& stats = stats_[static_cast<size_t>(current_device)];
        const auto device = Device(TYPE, current_device);
        if (static_cast<size_t>(stats.allocated_bytes[0].current) + bytes > DEVICE_BYTES) {
            ++stats.num_ooms;
            throw c10::OutOfMemoryError(
                {__func__, __FILE__, __LINE__}, "the fake accelerator has no " + std::to_string(bytes) + " bytes left");
        }
        void* const block = std::malloc(bytes + 1);
        blocks_[block] = {current_device, bytes};
        stats.allocation[0].increase(1);
        stats.allocated_bytes[0].increase(bytes);
        // Freed blocks stay reserved, as in a caching allocator, until the cache is emptied.
        if (stats.allocated_bytes[0].current > stats.reserved_bytes[0].current) {
            stats.reserved_bytes[0].increase(
                static_cast<size_t>(stats.allocated_bytes[0].current - stats.reserved_bytes[0].current));
        }
        return {block, block, &release, device};
    }

    c10::DeleterFnPtr raw_deleter() const override {
        return &release;
    }
    void copy_data(void* target, const void* source, size_t bytes) const override {
        default_copy_data(target, source, bytes);
    }
    bool initialized() override {
        return true;
    }
    void emptyCache(c10::MempoolId_t) override {
        const std::scoped_lock lock(mutex);
        note("empty cache");
        for (auto& stats : stats_) {
            stats.reserved_bytes[0].decrease(
                static_cast<size_t>(stats.reserved_bytes[0].current - stats.allocated_bytes[0].current));
        }
    }
    void recordStream(const c10::DataPtr&, Stream stream) override {
        note("memory used on ", text(stream));
    }
    c10::CachingDeviceAllocator::DeviceStats getDeviceStats(DeviceIndex device) override {
        const std::scoped_lock lock(mutex);
        return stats_.at(static_cast<size_t>(device));
    }
    void resetAccumulatedStats(DeviceIndex device) override {
        const std::scoped_lock lock(mutex);
        auto& stats = stats_.at(static_cast<size_t>(device));
        stats.allocation[0].reset_accumulated();
        stats.allocated_bytes[0].reset_accumulated();
        stats.num_ooms = 0;
    }
    void resetPeakStats(DeviceIndex device) override {
        const std::scoped_lock lock(mutex);
        auto& stats = stats_.at(static_cast<size_t>(device));
        stats.allocation[0].reset_peak();
        stats.allocated_bytes[0].reset_peak();
        stats.reserved_bytes[0].reset_peak();
    }
    std::pair<size_t, size_t> getMemoryInfo(DeviceIndex device) override {
        const std::scoped_lock lock(mutex);
        return {
            DEVICE_BYTES - static_cast<size_t>(stats_.at(static_cast<size_t>(device)).allocated_bytes[0].current),
            DEVICE_BYTES};
    }

   private:
    struct Block {
        DeviceIndex device;
        size_t bytes;
    };
    static void release(void* block);

    std::unordered_map<void*, Block> blocks_;
    std::array<c10::CachingDeviceAllocator::DeviceStats, DEVICES> stats_;
};

FakeAllocator& allocator() {
    static auto* const it = new FakeAllocator();
    return *it;
}

void FakeAllocator::release(void* pointer) {
    const std::scoped_lock lock(mutex);
    const auto found = allocator().blocks_.find(pointer);
    auto& stats = allocator().stats_[static_cast<size_t>(found->second.device)];
    stats.allocation[0].decrease(1);
    stats.allocated_bytes[0].decrease(found->second.bytes);
    allocator().blocks_.erase(found);
    std::free(pointer);
}

// Memory of the CPU that the devices can copy from at once.
class PinnedAllocator final : public at::HostAllocator {
   public:
    c10::DataPtr allocate(size_t bytes) override {
        const std::scoped_lock lock(mutex);
        void* const block = std::malloc(bytes + 1);
        blocks_.insert(block);
        return {block, block, &release, Device(c10::DeviceType::CPU)};
    }
    c10::DeleterFnPtr raw_deleter() const override {
        return &release;
    }
    void copy_data(void* target, const void* source, size_t bytes) const override {
        default_copy_data(target, source, bytes);
    }
    bool record_event(void*, void*, Stream) override {
        return true;
    }
    void empty_cache() override {
        note("empty cache of pinned memory");
    }
    at::HostStats get_stats() override {
        return {};
    }
    void reset_accumulated_stats() override {}
    void reset_peak_stats() override {}
    bool has(const void* block) const {
        const std::scoped_lock lock(mutex);
        return blocks_.count(const_cast<void*>(block)) > 0;
    }

   private:
    static void release(void* block);

    std::set<void*> blocks_;
};

PinnedAllocator& pinned() {
    static auto* const it = new PinnedAllocator();
    return *it;
}

void PinnedAllocator::release(void* block) {
    const std::scoped_lock lock(mutex);
    pinned().blocks_.erase(block);
    std::free(block);
}

// --- devices, streams, events ---

struct FakeEvent {
    double time;
};

double events_recorded = 0;

class FakeGuard final : public c10::impl::DeviceGuardImplInterface {
   public:
    c10::DeviceType type() const override {
        return TYPE;
    }
    Device exchangeDevice(Device device) const override {
        const auto before = getDevice();
        setDevice(device);
        return before;
    }
    Device getDevice() const override {
        return {TYPE, current_device};
    }
    void setDevice(Device device) const override {
        TORCH_CHECK(device.index() >= 0 && device.index() < DEVICES, "the fake accelerator has no such device");
        uncheckedSetDevice(device);
    }
    void uncheckedSetDevice(Device device) const noexcept override {
        current_device = device.index();
    }
    DeviceIndex deviceCount() const noexcept override {
        return DEVICES;
    }
    c10::DeviceCapability getDeviceCapability(Device) const override {
        c10::DeviceCapability capability;
        capability.capability_data.capability_bits = 0;
        capability.capability_data.supported_scalar_types.has_Float = 1;
        capability.capability_data.supported_scalar_types.has_Long = 1;
        return capability;
    }
    void synchronizeDevice(DeviceIndex device) const override {
        note("synchronize device ", static_cast<int>(device));
    }

    Stream getStream(Device device) const override {
        const auto index = device.has_index() ? device.index() : current_device;
        return Stream(Stream::UNSAFE, Device(TYPE, index), current_streams[static_cast<size_t>(index)]);
    }
    Stream getDefaultStream(Device device) const override {
        return Stream(Stream::DEFAULT, device);
    }
    Stream getNewStream(Device device, int priority) const override {
        const std::scoped_lock lock(mutex);
        static c10::StreamId last = 0;
        const Stream stream(Stream::UNSAFE, device, ++last);
        note("new ", text(stream), " of priority ", priority);
        return stream;
    }
    Stream exchangeStream(Stream stream) const override {
        const auto before = getStream(stream.device());
        current_streams[static_cast<size_t>(stream.device_index())] = stream.id();
        return before;
    }
    void* getStreamNativeHandle(Stream stream) const override {
        return reinterpret_cast<void*>(static_cast<intptr_t>(0x1000 + stream.id()));
    }
    bool queryStream(const Stream& stream) const override {
        note("query ", text(stream));
        return true;
    }
    void synchronizeStream(const Stream& stream) const override {
        note("synchronize ", text(stream));
    }
    bool isStreamCapturing(const Stream& stream) const override;

    void record(void** event, const Stream& stream, DeviceIndex, c10::EventFlag) const override {
        const std::scoped_lock lock(mutex);
        delete static_cast<FakeEvent*>(*event);
        *event = new FakeEvent{events_recorded++};
        note("record on ", text(stream));
    }
    void block(void* event, const Stream& stream) const override {
        if (event != nullptr) {
            note(text(stream), " waits");
        }
    }
    bool queryEvent(void*) const override {
        note("query event");
        return true;
    }
    void synchronizeEvent(void*) const override {
        note("synchronize event");
    }
    double elapsedTime(void* start, void* end, DeviceIndex) const override {
        const auto* const first = static_cast<FakeEvent*>(start);
        const auto* const second = static_cast<FakeEvent*>(end);
        return second->time - first->time;
    }
    void destroyEvent(void* event, DeviceIndex) const noexcept override {
        delete static_cast<FakeEvent*>(event);
    }
};

C10_REGISTER_GUARD_IMPL(PrivateUse1, FakeGuard);

// --- graphs: the calls that change tensors in place ---

struct Call {
    c10::OperatorHandle op;
    torch::jit::Stack arguments;
};

class FakeGraph;
FakeGraph* capturing = nullptr;

class FakeGraph final : public at::GraphImplInterface {
   public:
    explicit FakeGraph(const at::GraphImplArgs& args) : keep_(args.keep_graph) {}
    ~FakeGraph() override {
        reset();
    }

    void capture_begin(c10::MempoolId_t pool, at::GraphCaptureMode mode) override {
        stream_ = current_stream();
        TORCH_CHECK(stream_.id() != 0, "the default stream cannot be captured");
        TORCH_CHECK(capturing == nullptr, "a capture is going on");
        static c10::CaptureId_t last_pool = 0;
        pool_ = pool == c10::MempoolId_t{0, 0} ? c10::MempoolId_t{++last_pool, 0} : pool;
        note("capture on ", text(stream_), " in mode ", static_cast<int>(mode));
        capturing = this;
    }
    void capture_end() override {
        TORCH_CHECK(capturing == this, "this graph captures nothing");
        capturing = nullptr;
        if (!keep_) {
            instantiate();
        }
    }
    void instantiate() override {
        note("instantiate");
        ready_ = true;
    }
    void replay() override;
    void reset() override {
        if (capturing == this) {
            capturing = nullptr;
        }
        calls_.clear();
        ready_ = false;
    }
    c10::MempoolId_t pool() const override {
        return pool_;
    }
    void enable_debug_mode() override {
        note("debug mode");
    }
    void debug_dump(const std::string& path) override {
        note("dump to ", path);
    }

    bool captures(const Stream& stream) const {
        return stream == stream_;
    }
    void add(Call call) {
        calls_.push_back(std::move(call));
    }

   private:
    bool keep_;
    bool ready_ = false;
    Stream stream_ = Stream(Stream::DEFAULT, Device(TYPE, 0));
    c10::MempoolId_t pool_{0, 0};
    std::vector<Call> calls_;
};

}  // namespace

namespace at {
REGISTER_GRAPH_IMPL(PRIVATEUSEONE, FakeGraph);
}

namespace {

bool FakeGuard::isStreamCapturing(const Stream& stream) const {
    return capturing != nullptr && capturing->captures(stream);
}

// --- kernels ---

bool changes_in_place(const c10::FunctionSchema& schema) {
    return !schema.returns().empty() && schema.returns()[0].alias_info() != nullptr
        && schema.returns()[0].alias_info()->isWrite();
}

void on_the_cpu(const c10::OperatorHandle& op, torch::jit::Stack* stack) {
    if (capturing != nullptr && capturing->captures(current_stream()) && changes_in_place(op.schema())) {
        const auto count = static_cast<std::ptrdiff_t>(op.schema().arguments().size());
        torch::jit::Stack arguments(stack->end() - count, stack->end());
        stack->erase(stack->end() - count, stack->end());
        stack->push_back(arguments.front());
        capturing->add({op, std::move(arguments)});
        return;
    }
    at::native::cpu_fallback(op, stack);
}

void FakeGraph::replay() {
    if (!ready_) {
        instantiate();
    }
    note("replay");
    for (const auto& call : calls_) {
        auto stack = call.arguments;
        at::native::cpu_fallback(call.op, &stack);
    }
}

at::Tensor empty(
    c10::IntArrayRef size,
    std::optional<c10::ScalarType> dtype,
    std::optional<c10::Layout>,
    std::optional<Device> device,
    std::optional<bool>,
    std::optional<c10::MemoryFormat> format) {
    const c10::DeviceGuard guard(*device);
    return at::detail::empty_generic(
        size, &allocator(), c10::DispatchKeySet(c10::DispatchKey::PrivateUse1), c10::dtype_or_default(dtype), format);
}

at::Tensor empty_strided(
    c10::IntArrayRef size,
    c10::IntArrayRef stride,
    std::optional<c10::ScalarType> dtype,
    std::optional<c10::Layout>,
    std::optional<Device> device,
    std::optional<bool>) {
    const c10::DeviceGuard guard(*device);
    return at::detail::empty_strided_generic(
        size, stride, &allocator(), c10::DispatchKeySet(c10::DispatchKey::PrivateUse1), c10::dtype_or_default(dtype));
}

// The same memory, for the CPU.
at::Tensor seen_by_cpu(const at::Tensor& tensor) {
    return at::from_blob(
        tensor.data_ptr(), tensor.sizes(), tensor.strides(),
        tensor.options().device(c10::DeviceType::CPU).requires_grad(false));
}

at::Tensor copy_from(const at::Tensor& self, const at::Tensor& target, bool non_blocking) {
    if (non_blocking) {
        note("non-blocking copy");
    }
    seen_by_cpu(target).copy_(seen_by_cpu(self));
    return target;
}

// Results have the sizes that they turned out to have.
at::Tensor copy_from_and_resize(const at::Tensor& self, const at::Tensor& target) {
    if (self.sizes() != target.sizes()) {
        const auto bytes = self.nbytes();
        if (bytes > target.storage().nbytes()) {
            target.storage().set_data_ptr_noswap(allocator().allocate(bytes));
            target.storage().set_nbytes(bytes);
        }
        target.unsafeGetTensorImpl()->set_sizes_contiguous(self.sizes());
    }
    return copy_from(self, target, false);
}

at::Tensor view(const at::Tensor& self, c10::IntArrayRef size) {
    std::vector<int64_t> sizes = size.vec();
    const auto rest = std::find(sizes.begin(), sizes.end(), -1);
    if (rest != sizes.end()) {
        *rest = 1;
        *rest = self.numel() / c10::multiply_integers(sizes);
    }
    std::vector<int64_t> strides(sizes.size());
    int64_t stride = 1;
    for (size_t i = sizes.size(); i-- > 0; stride *= sizes[i]) {
        strides[i] = stride;
    }
    return self.as_strided(sizes, strides, self.storage_offset());
}

at::Tensor as_strided(
    const at::Tensor& self, c10::IntArrayRef size, c10::IntArrayRef stride, std::optional<int64_t> offset) {
    auto result = at::detail::make_tensor<c10::TensorImpl>(
        c10::TensorImpl::VIEW, c10::Storage(self.storage()), self.key_set(), self.dtype());
    result.unsafeGetTensorImpl()->set_sizes_and_strides(size, stride, offset.value_or(self.storage_offset()));
    return result;
}

void record_stream(at::Tensor& self, Stream stream) {
    allocator().recordStream(self.storage().data_ptr(), stream);
}

TORCH_LIBRARY_IMPL(_, PrivateUse1, library) {
    library.fallback(torch::CppFunction::makeFromBoxedFunction<&on_the_cpu>());
}

TORCH_LIBRARY_IMPL(aten, PrivateUse1, library) {
    library.impl("empty.memory_format", &empty);
    library.impl("empty_strided", &empty_strided);
    library.impl("_copy_from", &copy_from);
    library.impl("_copy_from_and_resize", &copy_from_and_resize);
    library.impl("view", &view);
    library.impl("as_strided", &as_strided);
    library.impl("record_stream", &record_stream);
}

// --- what LibTorch asks of a backend ---

class FakeGenerator final : public at::CPUGeneratorImpl {
   public:
    explicit FakeGenerator(DeviceIndex index) {
        device_ = Device(TYPE, index);
        key_set_ = c10::DispatchKeySet(c10::DispatchKey::PrivateUse1);
    }
};

struct FakeHooks final : at::PrivateUse1HooksInterface {
    bool isBuilt() const override {
        return true;
    }
    bool isAvailable() const override {
        return true;
    }
    bool hasPrimaryContext(DeviceIndex) const override {
        return true;
    }
    DeviceIndex deviceCount() const override {
        return DEVICES;
    }
    void setCurrentDevice(DeviceIndex device) const override {
        current_device = device;
    }
    DeviceIndex getCurrentDevice() const override {
        return current_device;
    }
    const at::Generator& getDefaultGenerator(DeviceIndex index) const override {
        static const std::array<at::Generator, DEVICES> generators = {
            at::make_generator<FakeGenerator>(DeviceIndex{0}), at::make_generator<FakeGenerator>(DeviceIndex{1})};
        return generators.at(static_cast<size_t>(index == -1 ? current_device : index));
    }
    at::Generator getNewGenerator(DeviceIndex index) const override {
        return at::make_generator<FakeGenerator>(index == -1 ? current_device : index);
    }
    bool isPinnedPtr(const void* block) const override {
        return pinned().has(block);
    }
    c10::Allocator* getPinnedMemoryAllocator() const override {
        return &pinned();
    }
};

const bool registered = [] {
    // Without a name of its own it counts for nothing; Java knows this one.
    c10::register_privateuse1_backend("privateuseone");
    c10::SetAllocator(TYPE, &allocator());
    at::setHostAllocator(TYPE, &pinned());
    at::RegisterPrivateUse1HooksInterface(new FakeHooks());
    return true;
}();

}  // namespace

// What was done since the last call, a line each. Valid until the next one.
extern "C" __attribute__((visibility("default"))) const char* fake_accelerator_journal(void) {
    const std::scoped_lock lock(mutex);
    static std::string text;
    text = journal.str();
    journal.str("");
    return text.c_str();
}
