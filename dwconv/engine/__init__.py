"""The mathematics of the convolution, in plain NumPy.

spec, geometry       a layer's parameters and sizes, and where its windows lie
naive                every formula as plain loops, to be read
depthwise, standard, separable, gradients
                     the same for whole tensors, fast; rows_of_windows is the memory layout that
                     they share
tf_nn_functions      the same with the parameter lists of `tf.nn`, which tf_nn_arguments reads
check_numbers, check_arrays, errors
                     what may be passed, and the sentence for what may not
steps, backward_steps, gradient_layers
                     the same one visible step at a time, for the animation
grouped, sample_values
                     filters of groups; inputs and kernels to look at
"""
