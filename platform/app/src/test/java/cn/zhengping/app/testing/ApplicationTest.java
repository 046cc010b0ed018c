package cn.zhengping.app.testing;

import cn.zhengping.app.ZhengpingApplication;
import cn.zhengping.app.search.Notes;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test of the whole application over HTTP, on a real database. All of them share one application, so each makes the
 * tenants that it needs.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = {
            ZhengpingApplication.class,
            MovableClock.class,
            Notes.class,
            People.class,
            SchemaInspection.class,
            UnsteadyIndex.class
        },
        webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestSurroundings.class)
public @interface ApplicationTest {}
