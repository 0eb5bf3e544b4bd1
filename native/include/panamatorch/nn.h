#ifndef PANAMATORCH_NN_H
#define PANAMATORCH_NN_H

#include "panamatorch/export.h"
#include "panamatorch/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * LibTorch's own modules, which behave as those of Python's torch.nn: names, order and initial values of the
 * parameters, results, checks and their texts. What the Python code warns of is left to the caller. A constructor draws
 * the initial values from the default generator as Python does. Its device is a device word and its dtype a
 * c10::ScalarType; PT_NONE stands for the default.
 *
 * Many threads may compute forward with one module at once; what changes a module must run alone.
 */

/* A reference to a module. Released with pt_module_free. */
typedef struct pt_module pt_module;

/*
 * Any module
 */

/* Releases the reference, or NULL. Cannot fail. */
PT_EXPORT void pt_module_free(pt_module* module);

/* A submodule by its path, such as "layers.0.self_attn". New.
 * pt::module_child.child(Module module, str path) -> Module */
PT_EXPORT pt_module* pt_module_child(const pt_module* module, const char* path);

/* How many parameters the module and its submodules have, in Python's order of named_parameters(). */
PT_EXPORT pt_status pt_module_parameter_count(const pt_module* module, int64_t* ret);

/* The name of a parameter, such as "weight_ih_l0". NULL for a failure. Borrowed: valid as long as this handle is.
 * pt::module_parameter_name.parameters(Module module, int index) -> str */
PT_EXPORT const char* pt_module_parameter_name(const pt_module* module, int64_t index);

/* The parameters themselves, not copies: what is done to them in place, set_data included, the module sees. New.
 * pt::module_parameters.parameters(Module module) -> Tensor[] */
PT_EXPORT pt_tensor_list* pt_module_parameters(const pt_module* module);

/* Makes another tensor this parameter. It need not be a leaf. The module keeps a reference of its own.
 * pt::module_set_parameter(Module(a!) module, Operation type, int index, Tensor parameter) -> () */
PT_EXPORT pt_status pt_module_set_parameter(pt_module* module, int64_t index, const pt_tensor* tensor);

/* The same for all parameters; count must be pt_module_parameter_count. */
PT_EXPORT pt_status pt_module_set_parameters(pt_module* module, pt_tensor* const* tensors, int64_t count);

/* Training mode, of the submodules too. A new module is in training mode.
 * pt::module_train.train(Module(a!) module, bool on) -> () */
PT_EXPORT pt_status pt_module_train(pt_module* module, int64_t on);

/* Lays the parameters of an RNN, LSTM or GRU on a CUDA device out for cuDNN, where they may be; call it after they have
 * moved. Does nothing for all others.
 * pt::module_flatten_parameters.flatten_parameters(Module(a!) module) -> () */
PT_EXPORT pt_status pt_module_flatten_parameters(pt_module* module);

/* Whether the attention modules may take LibTorch's fused inference paths: torch.backends.mha, for the whole process.
 * Cannot fail.
 * pt::mha_fastpath_enabled() -> bool */
PT_EXPORT int64_t pt_mha_fastpath_enabled(void);

/* pt::mha_set_fastpath_enabled(bool enabled) -> () */
PT_EXPORT void pt_mha_set_fastpath_enabled(int64_t enabled);

/*
 * Recurrent modules
 */

typedef enum pt_rnn_mode {
    PT_RNN_TANH = 0,
    PT_RNN_RELU = 1,
    PT_RNN_LSTM = 2,
    PT_RNN_GRU = 3
} pt_rnn_mode;

/* RNN, LSTM or GRU. Only an LSTM may have a proj_size other than 0. New.
 * pt::rnn_new(Operation type, Code mode, int input_size, int hidden_size, int num_layers, bool bias, bool batch_first,
 * float dropout, bool bidirectional, int proj_size, Device? device, ScalarType? dtype) -> Module */
PT_EXPORT pt_module* pt_rnn_new(
    int64_t mode, /* pt_rnn_mode */
    int64_t input_size,
    int64_t hidden_size,
    int64_t num_layers,
    int64_t bias,
    int64_t batch_first,
    double dropout,
    int64_t bidirectional,
    int64_t proj_size,
    int64_t device,
    int64_t dtype);

/* Writes output and h_n, and for an LSTM c_n, to ret. An LSTM takes h_0 and c_0 or neither, the others no c_0.
 * New in ret.
 * pt::rnn_forward(Module module, Operation type, Tensor input, Tensor? hx, Tensor? cx) -> Tensor[3] */
PT_EXPORT pt_status pt_rnn_forward(
    const pt_module* module,
    const pt_tensor* input,
    const pt_tensor* h_0, /* or NULL */
    const pt_tensor* c_0, /* or NULL */
    pt_tensor** ret);

/* The same for the four parts of a PackedSequence; output is the data of the packed result, whose other parts are the
 * input's.
 * pt::rnn_forward_packed(Module module, Operation type, Tensor data, Tensor batch_sizes, Tensor? sorted_indices,
 * Tensor? unsorted_indices, Tensor? hx, Tensor? cx) -> Tensor[3] */
PT_EXPORT pt_status pt_rnn_forward_packed(
    const pt_module* module,
    const pt_tensor* data,
    const pt_tensor* batch_sizes,
    const pt_tensor* sorted_indices,   /* or NULL */
    const pt_tensor* unsorted_indices, /* or NULL */
    const pt_tensor* h_0,              /* or NULL */
    const pt_tensor* c_0,              /* or NULL */
    pt_tensor** ret);

/* RNNCell, LSTMCell or GRUCell. New.
 * pt::rnn_cell_new(Operation type, Code mode, int input_size, int hidden_size, bool bias, Device? device,
 * ScalarType? dtype) -> Module */
PT_EXPORT pt_module* pt_rnn_cell_new(
    int64_t mode, /* pt_rnn_mode */
    int64_t input_size,
    int64_t hidden_size,
    int64_t bias,
    int64_t device,
    int64_t dtype);

/* Writes the next h, and for an LSTMCell the next c, to ret. h and c are as in pt_rnn_forward. New in ret.
 * pt::rnn_cell_forward(Module module, Operation type, Tensor input, Tensor? hx, Tensor? cx) -> Tensor[2] */
PT_EXPORT pt_status pt_rnn_cell_forward(
    const pt_module* module,
    const pt_tensor* input,
    const pt_tensor* h, /* or NULL */
    const pt_tensor* c, /* or NULL */
    pt_tensor** ret);

/*
 * Attention
 */

/* kdim and vdim are PT_NONE where they are embed_dim. New.
 * pt::multihead_attention_new.MultiheadAttention(int embed_dim, int num_heads, float dropout, bool bias,
 * bool add_bias_kv, bool add_zero_attn, IntOrNone kdim, IntOrNone vdim, bool batch_first, Device? device,
 * ScalarType? dtype) -> Module */
PT_EXPORT pt_module* pt_multihead_attention_new(
    int64_t embed_dim,
    int64_t num_heads,
    double dropout,
    int64_t bias,
    int64_t add_bias_kv,
    int64_t add_zero_attn,
    int64_t kdim,
    int64_t vdim,
    int64_t batch_first,
    int64_t device,
    int64_t dtype);

/* Writes the output and the attention weights to ret; the weights are the undefined tensor where need_weights is 0. One
 * handle given as query, key and value is self-attention, as "query is key" tells Python. New in ret.
 * pt::multihead_attention_forward.MultiheadAttention(Module module, Tensor query, Tensor key, Tensor value,
 * Tensor? key_padding_mask, bool need_weights, Tensor? attn_mask, bool average_attn_weights, bool is_causal) ->
 * Tensor[2] */
PT_EXPORT pt_status pt_multihead_attention_forward(
    const pt_module* module,
    const pt_tensor* query,
    const pt_tensor* key,
    const pt_tensor* value,
    const pt_tensor* key_padding_mask, /* or NULL */
    int64_t need_weights,
    const pt_tensor* attn_mask, /* or NULL */
    int64_t average_attn_weights,
    int64_t is_causal,
    pt_tensor** ret);
/* torch.nn.functional.multi_head_attention_forward, its arguments in Python's order; those that may be None may be
 * NULL. Writes the output and the attention weights to ret, the weights being the undefined tensor where need_weights
 * is 0. One handle given as query, key and value is self-attention. New in ret.
 * pt::multi_head_attention_forward(Tensor query, Tensor key, Tensor value, int embed_dim_to_check, int num_heads,
 * Tensor? in_proj_weight, Tensor? in_proj_bias, Tensor? bias_k, Tensor? bias_v, bool add_zero_attn, float dropout_p,
 * Tensor out_proj_weight, Tensor? out_proj_bias, bool training, Tensor? key_padding_mask, bool need_weights,
 * Tensor? attn_mask, bool use_separate_proj_weight, Tensor? q_proj_weight, Tensor? k_proj_weight, Tensor?
 * v_proj_weight, Tensor? static_k, Tensor? static_v, bool average_attn_weights, bool is_causal) -> Tensor[2] */
PT_EXPORT pt_status pt_multi_head_attention_forward(
    const pt_tensor* query,
    const pt_tensor* key,
    const pt_tensor* value,
    int64_t embed_dim_to_check,
    int64_t num_heads,
    const pt_tensor* in_proj_weight,
    const pt_tensor* in_proj_bias,
    const pt_tensor* bias_k,
    const pt_tensor* bias_v,
    int64_t add_zero_attn,
    double dropout_p,
    const pt_tensor* out_proj_weight,
    const pt_tensor* out_proj_bias,
    int64_t training,
    const pt_tensor* key_padding_mask,
    int64_t need_weights,
    const pt_tensor* attn_mask,
    int64_t use_separate_proj_weight,
    const pt_tensor* q_proj_weight,
    const pt_tensor* k_proj_weight,
    const pt_tensor* v_proj_weight,
    const pt_tensor* static_k,
    const pt_tensor* static_v,
    int64_t average_attn_weights,
    int64_t is_causal,
    pt_tensor** ret);

typedef enum pt_activation {
    PT_ACTIVATION_RELU = 0,
    PT_ACTIVATION_GELU = 1
} pt_activation;

/* New.
 * pt::transformer_encoder_layer_new.TransformerEncoderLayer(int d_model, int nhead, int dim_feedforward, float dropout,
 * Code activation, float layer_norm_eps, bool batch_first, bool norm_first, bool bias, Device? device,
 * ScalarType? dtype) -> Module */
PT_EXPORT pt_module* pt_transformer_encoder_layer_new(
    int64_t d_model,
    int64_t nhead,
    int64_t dim_feedforward,
    double dropout,
    int64_t activation, /* pt_activation */
    double layer_norm_eps,
    int64_t batch_first,
    int64_t norm_first,
    int64_t bias,
    int64_t device,
    int64_t dtype);

/* New.
 * pt::transformer_encoder_layer_forward.TransformerEncoderLayer(Module module, Tensor src, Tensor? src_mask,
 * Tensor? src_key_padding_mask, bool is_causal) -> Tensor */
PT_EXPORT pt_tensor* pt_transformer_encoder_layer_forward(
    const pt_module* module,
    const pt_tensor* src,
    const pt_tensor* src_mask,             /* or NULL */
    const pt_tensor* src_key_padding_mask, /* or NULL */
    int64_t is_causal);

/* num_layers copies of the layer, which is left as it is. The final norm is a LayerNorm over norm_shape with these
 * tensors themselves as its parameters; there is none where norm_shape is NULL. New.
 * pt::transformer_encoder_new.TransformerEncoder(Module encoder_layer, int num_layers, bool enable_nested_tensor,
 * bool mask_check, int[]? norm_shape, float norm_eps, Tensor? norm_weight, Tensor? norm_bias) -> Module */
PT_EXPORT pt_module* pt_transformer_encoder_new(
    const pt_module* layer,
    int64_t num_layers,
    int64_t enable_nested_tensor,
    int64_t mask_check,
    const int64_t* norm_shape, /* or NULL */
    int64_t norm_dim,
    double norm_eps,
    const pt_tensor* norm_weight, /* or NULL */
    const pt_tensor* norm_bias);  /* or NULL */

/* is_causal is PT_NONE where the mask itself shall tell. New.
 * pt::transformer_encoder_forward.TransformerEncoder(Module module, Tensor src, Tensor? mask,
 * Tensor? src_key_padding_mask, BoolOrNone is_causal) -> Tensor */
PT_EXPORT pt_tensor* pt_transformer_encoder_forward(
    const pt_module* module,
    const pt_tensor* src,
    const pt_tensor* mask,                 /* or NULL */
    const pt_tensor* src_key_padding_mask, /* or NULL */
    int64_t is_causal);

#ifdef __cplusplus
}
#endif

#endif
