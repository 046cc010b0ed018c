package cn.zhengping.violations.packs;

public class Talker {

    void talk() {
        System.out.println("read");
    }
}
