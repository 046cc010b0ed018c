package cn.zhengping.extraction;

/** A JPEG without any metadata. */
public final class Picture {

    private final byte[] jpeg;

    public Picture(byte[] jpeg) {
        this.jpeg = jpeg.clone();
    }

    public byte[] jpeg() {
        return jpeg.clone();
    }
}
