package cn.zhengping.app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/** Starts the platform. Beans bear the names of their packages, so that features do not share names either. */
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class ZhengpingApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(ZhengpingApplication.class, arguments);
    }
}
