#pragma once

#include <torch/nn/modules/rnn.h>
#include <torch/nn/modules/transformer.h>
#include <torch/nn/modules/transformercoder.h>
#include <torch/nn/modules/transformerlayer.h>

#include "workload.hpp"

namespace bench {

// Modules whose sizes are those of the parameters, with the numbers of `fill`, dropping nothing.
torch::nn::LSTM make_lstm(const Parameters& parameters);
torch::nn::TransformerEncoder make_encoder(const Parameters& parameters, torch::nn::activation_t activation);

}  // namespace bench
