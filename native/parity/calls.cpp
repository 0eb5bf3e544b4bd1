// parity-calls FILE: calls recorded operators again and prints checksums of what they give; README.md says in which
// form.
#include <ATen/ATen.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <c10/core/GradMode.h>
#include <c10/core/ScalarType.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>

namespace {

constexpr uint64_t SEED = 7;

const std::map<std::string_view, int64_t> LAYOUTS{
    {"strided", static_cast<int64_t>(c10::Layout::Strided)},
    {"sparse_coo", static_cast<int64_t>(c10::Layout::Sparse)},
};

const std::map<std::string_view, int64_t> MEMORY_FORMATS{
    {"contiguous_format", static_cast<int64_t>(c10::MemoryFormat::Contiguous)},
    {"preserve_format", static_cast<int64_t>(c10::MemoryFormat::Preserve)},
    {"channels_last", static_cast<int64_t>(c10::MemoryFormat::ChannelsLast)},
    {"channels_last_3d", static_cast<int64_t>(c10::MemoryFormat::ChannelsLast3d)},
};

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    if (text.empty()) {
        return parts;
    }
    size_t end = 0;
    for (size_t start = 0; end != std::string_view::npos; start = end + 1) {
        end = text.find(separator, start);
        parts.emplace_back(text.substr(start, end - start));
    }
    return parts;
}

bool is_float(const std::string& word) {
    return word.find_first_of("pn") != std::string::npos;
}

at::Scalar number(const std::string& word) {
    if (word == "True" || word == "False") {
        return word == "True";
    }
    return is_float(word) ? at::Scalar(std::strtod(word.c_str(), nullptr)) : at::Scalar(std::stoll(word));
}

// Dtypes, layouts and memory formats are integers to operators.
int64_t integer(const std::string& word) {
    const auto& dtypes = c10::getStringToDtypeMap();
    if (const auto found = dtypes.find(word); found != dtypes.end()) {
        return static_cast<int64_t>(found->second);
    }
    for (const auto* table : {&LAYOUTS, &MEMORY_FORMATS}) {
        if (const auto found = table->find(word); found != table->end()) {
            return found->second;
        }
    }
    return number(word).toLong();
}

std::string checksum(const at::Tensor& tensor) {
    const auto plain = (tensor.layout() == at::kStrided ? tensor : tensor.to_dense()).resolve_conj().contiguous();
    const auto* bytes = static_cast<const uint8_t*>(plain.const_data_ptr());
    uint32_t crc = 0xffffffff;
    for (size_t i = 0; i < plain.nbytes(); ++i) {
        crc ^= bytes[i];
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc >> 1) ^ (0xedb88320 & (0 - (crc & 1)));  // CRC-32, as of java.util.zip
        }
    }
    std::array<char, 9> text{};
    std::snprintf(text.data(), text.size(), "%08x", ~crc);
    return text.data();
}

// The tensors of a case, by their numbers.
class Calls {
   public:
    void run(const std::string& line) {
        const auto words = split(line, ' ');
        if (words[0] == "case") {
            tensors_.clear();
            at::manual_seed(SEED);
            at::GradMode::set_enabled(true);
            std::cout << line << '\n';
        } else if (words[0] == "grad") {
            at::GradMode::set_enabled(words.at(1) == "True");
        } else if (words[0] == "tensor") {
            tensors_.push_back(constant(words));
        } else if (words[0] == "show") {
            std::cout << checksum(tensor(words.at(1))) << '\n';
        } else {
            call(words);
        }
    }

   private:
    static at::Tensor constant(const std::vector<std::string>& words) {
        std::vector<int64_t> sizes;
        for (const auto& size : split(std::string_view(words.at(2)).substr(1, words[2].size() - 2), ',')) {
            sizes.push_back(std::stoll(size));
        }
        const auto dtype = c10::getStringToDtypeMap().at(words.at(1));
        // A double holds every value of the recorded constants' dtypes but of the widest integers, which do not occur.
        std::vector<double> values;
        for (size_t i = 3; i < words.size(); ++i) {
            values.push_back(number(words[i]).toDouble());
        }
        return at::tensor(values, at::kDouble).to(dtype).view(sizes);
    }

    at::Tensor tensor(const std::string& word) const {
        return tensors_.at(std::stoul(word.substr(1)));
    }

    c10::IValue argument(const std::string& word, const c10::TypePtr& type) const {
        if (word == "None") {
            return {};
        }
        switch (type->kind()) {
            case c10::TypeKind::OptionalType:
                return argument(word, type->containedType(0));
            case c10::TypeKind::TensorType:
                return word[0] == '%' ? tensor(word) : wrapped(number(word));
            case c10::TypeKind::ListType:
                return list(word, type->containedType(0));
            case c10::TypeKind::StringType:
                return word.substr(1, word.size() - 2);
            case c10::TypeKind::DeviceObjType:
                return c10::Device(word);
            case c10::TypeKind::BoolType:
                return word == "True";
            case c10::TypeKind::FloatType:
                return number(word).toDouble();
            case c10::TypeKind::NumberType:
                return number(word);
            default:
                return integer(word);
        }
    }

    c10::IValue list(const std::string& word, const c10::TypePtr& type) const {
        c10::impl::GenericList items(type);
        for (const auto& item : split(std::string_view(word).substr(1, word.size() - 2), ',')) {
            items.push_back(argument(item, type));
        }
        return items;
    }

    // A number in a tensor's place takes no part in the choice of the result's dtype.
    static at::Tensor wrapped(const at::Scalar& value) {
        auto tensor = at::scalar_to_tensor(value);
        tensor.unsafeGetTensorImpl()->set_wrapped_number(true);
        return tensor;
    }

    void call(const std::vector<std::string>& words) {
        const auto dot = words[0].find('.');
        const auto overload = dot == std::string::npos ? "" : words[0].substr(dot + 1);
        const auto op =
            c10::Dispatcher::singleton().findSchemaOrThrow(words[0].substr(0, dot).c_str(), overload.c_str());
        const auto& parameters = op.schema().arguments();
        torch::jit::Stack stack;
        for (const auto& parameter : parameters) {
            stack.push_back(parameter.default_value().value_or(c10::IValue()));
        }
        for (size_t i = 1; i < words.size(); ++i) {
            const auto equals = words[i].find('=');
            auto at = i - 1;
            if (equals != std::string::npos) {
                at = op.schema().argumentIndexWithName(words[i].substr(0, equals)).value();
            }
            const auto start = equals == std::string::npos ? 0 : equals + 1;
            stack.at(at) = argument(words[i].substr(start), parameters.at(at).type());
        }
        op.callBoxed(stack);
        for (size_t i = 0; i < stack.size(); ++i) {
            const auto* alias = op.schema().returns()[i].alias_info();
            if (alias == nullptr || !alias->isWrite()) {
                number_results(stack[i]);
            }
        }
    }

    void number_results(const c10::IValue& result) {
        if (result.isTensorList()) {
            for (const auto& item : result.toTensorVector()) {
                tensors_.push_back(item);
            }
        } else {
            tensors_.push_back(result.isTensor() ? result.toTensor() : at::Tensor());
        }
    }

    std::vector<at::Tensor> tensors_;
};

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: parity-calls FILE\n";
        return 2;
    }
    std::ifstream file(argv[1]);
    if (!file) {
        std::cerr << "parity-calls: cannot read " << argv[1] << '\n';
        return 1;
    }
    Calls calls;
    int number = 0;
    for (std::string line; std::getline(file, line);) {
        ++number;
        try {
            calls.run(line);
        } catch (const std::exception& error) {
            std::cerr << argv[1] << ':' << number << ": " << line << '\n' << error.what() << '\n';
            return 1;
        }
    }
}
