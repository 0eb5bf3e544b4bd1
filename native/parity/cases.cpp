#include "cases.hpp"

#include <sstream>

namespace parity {
namespace {

std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, separator);) {
        parts.push_back(part);
    }
    return parts;
}

const char* const RECURRENT =
    "layers=1|2 directions=1|2 bias=1|0 form=padded|batch_first|unbatched|packed states=0|1 dtype=float32|float64";
const char* const FORMS = "form=padded|batch_first|unbatched";
const char* const MASKS = "mask=none|bool|float|bool3|float3 padding=none|bool|float";

// "a=1|2 b=x|y" stands for its four choices.
std::vector<std::string> tables() {
    const std::string recurrent = std::string(" ") + RECURRENT;
    const std::string forms = std::string(" ") + FORMS;
    const std::string masks = std::string(" ") + MASKS;
    const std::string dropped =
        " layers=3 directions=1|2 dropout=0.5 form=padded|packed dtype=float32|float64 training=1|0";
    return {
        "RNN" + recurrent,
        "LSTM" + recurrent,
        "GRU" + recurrent,
        "RNN nonlinearity=relu" + recurrent,
        "LSTM proj=2" + recurrent,
        "RNN" + dropped,
        "LSTM" + dropped,
        "LSTM proj=2" + dropped,
        "GRU" + dropped,
        "RNNCell nonlinearity=tanh|relu bias=1|0 form=padded|unbatched states=0|1 dtype=float32|float64",
        "LSTMCell|GRUCell bias=1|0 form=padded|unbatched states=0|1 dtype=float32|float64",
        "MultiheadAttention" + masks + forms + " weights=none|average|heads",
        "MultiheadAttention mask=float padding=bool bias=1|0 bias_kv=0|1 zero=0|1 keys=same|cross|dims "
        "weights=none|average",
        "MultiheadAttention form=batch_first training=0 grad=0 bias=1|0 weights=none|average|heads" + masks,
        "MultiheadAttention training=0 grad=0|1 heads=1|2 keys=same|cross weights=none|average" + forms,
        "MultiheadAttention dropout=0.5 mask=none|bool padding=none|bool weights=none|average|heads training=0|1",
        "MultiheadAttention mask=causal causal=1 padding=none|bool weights=none|average training=0|1 "
        "dtype=float32|float64"
            + forms,
        "TransformerEncoderLayer norm_first=0|1 bias=1|0 activation=relu|gelu training=1|0 grad=1|0" + forms,
        "TransformerEncoderLayer norm_first=0|1 training=1|0 grad=1|0 form=batch_first" + masks,
        "TransformerEncoderLayer mask=causal causal=1 padding=none|bool training=1|0 grad=1|0" + forms,
        "TransformerEncoderLayer dropout=0.5 eps=0.01 heads=1|2 training=1|0 grad=1|0 dtype=float32|float64" + forms,
        "MultiheadAttention form=nested training=0 grad=0 weights=none|average|heads",
        "TransformerEncoderLayer form=nested training=0 grad=0 norm_first=0|1 activation=relu|gelu",
        "TransformerEncoder form=nested training=0 grad=0 layers=1|2 norm=0|1 nested=0|1",
        "TransformerEncoder layers=1|2 norm=0|1 nested=1|0 padding=none|bool|inside training=1|0 grad=1|0 "
        "form=padded|batch_first",
        "TransformerEncoder layers=2 mask=none|bool|float|causal padding=none|bool norm_first=0|1 bias=1|0 "
        "training=1|0 grad=1|0 "
        "form=batch_first",
        "TransformerEncoder layers=2 dropout=0.5 activation=gelu heads=1|2 norm=1 training=1|0 grad=1|0 "
        "padding=none|bool"
            + forms,
    };
}

void expand(
    const std::vector<std::string>& words, size_t at, const std::string& so_far, std::vector<std::string>& cases) {
    if (at == words.size()) {
        cases.push_back(so_far);
        return;
    }
    const auto equals = words[at].find('=');
    const auto key = equals == std::string::npos ? "" : words[at].substr(0, equals + 1);
    for (const auto& choice : split(words[at].substr(key.size()), '|')) {
        expand(words, at + 1, so_far + (at == 0 ? "" : " ") + key + choice, cases);
    }
}

}  // namespace

Case::Case(const std::string& text) {
    const auto words = split(text, ' ');
    module_ = words.at(0);
    for (size_t i = 1; i < words.size(); ++i) {
        const auto equals = words[i].find('=');
        options_[words[i].substr(0, equals)] = words[i].substr(equals + 1);
    }
}

std::vector<std::string> Case::all() {
    std::vector<std::string> cases;
    for (const auto& table : tables()) {
        expand(split(table, ' '), 0, "", cases);
    }
    return cases;
}

std::string Case::text(const std::string& key, const std::string& otherwise) const {
    const auto found = options_.find(key);
    return found == options_.end() ? otherwise : found->second;
}

int64_t Case::number(const std::string& key, int64_t otherwise) const {
    const auto found = options_.find(key);
    return found == options_.end() ? otherwise : std::stoll(found->second);
}

double Case::real(const std::string& key, double otherwise) const {
    const auto found = options_.find(key);
    return found == options_.end() ? otherwise : std::stod(found->second);
}

}  // namespace parity
