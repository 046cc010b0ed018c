package cn.zhengping.packs;

/** A place in a file, line and column from 1. */
record Place(int line, int column) {

    static final Place NOWHERE = new Place(0, 0);
}
