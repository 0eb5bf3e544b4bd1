package org.example;

import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Spring with a tensor for a bean. */
@SpringBootApplication
public class Application {
    public static void main(String[] arguments) {
        System.out.println(SpringApplication.run(Application.class, arguments).getBean(Tensor.class));
    }

    @Bean
    Tensor product() {
        Tensor a = Torch.tensor(new float[][] {{1, 2}, {3, 4}});
        return a.matmul(a.t());
    }
}
