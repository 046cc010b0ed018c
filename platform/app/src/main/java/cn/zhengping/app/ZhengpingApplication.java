package cn.zhengping.app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the platform. */
@SpringBootApplication
public class ZhengpingApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(ZhengpingApplication.class, arguments);
    }
}
