package cn.zhengping.app.campaigns;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Version;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** 验收小组: who reviews which areas of a campaign. Never the area that it comes from, its superior or its subordinate. */
@Entity
public class ReviewGroup {

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private @Nullable UUID id;

    @Version
    private int version;

    private UUID campaignId;

    private String name;

    private String home;

    @ElementCollection(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SUBSELECT)
    @CollectionTable(name = "group_member", joinColumns = @JoinColumn(name = "group_id"))
    private Set<GroupMember> members = new HashSet<>();

    @ElementCollection(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SUBSELECT)
    @CollectionTable(name = "group_area", joinColumns = @JoinColumn(name = "group_id"))
    private Set<GroupArea> areas = new HashSet<>();

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected ReviewGroup() {}

    ReviewGroup(UUID campaignId, String name, String home, Collection<GroupMember> members) {
        this.campaignId = campaignId;
        this.name = name;
        this.home = home;
        this.members.addAll(members);
    }

    void give(Collection<GroupArea> given) {
        areas.clear();
        areas.addAll(given);
    }

    void reform(String newName, String newHome, Collection<GroupMember> newMembers) {
        name = newName;
        home = newHome;
        members.clear();
        members.addAll(newMembers);
        // What it was given may not fit its new home.
        areas.clear();
    }

    public UUID id() {
        return Objects.requireNonNull(id, "not stored yet");
    }

    public int version() {
        return version;
    }

    public UUID campaignId() {
        return campaignId;
    }

    public String name() {
        return name;
    }

    /** Code of the area that it comes from. */
    public String home() {
        return home;
    }

    /** The leader first, then by name. */
    public List<GroupMember> members() {
        return members.stream()
                .sorted(Comparator.comparing(GroupMember::leader)
                        .reversed()
                        .thenComparing(GroupMember::name)
                        .thenComparing(GroupMember::accountId))
                .toList();
    }

    public List<GroupArea> areas() {
        return areas.stream().sorted(Comparator.comparing(GroupArea::area)).toList();
    }

    public Optional<GroupMember> leader() {
        return members.stream().filter(GroupMember::leader).findFirst();
    }

    public Optional<GroupMember> member(UUID accountId) {
        return members.stream()
                .filter(member -> member.accountId().equals(accountId))
                .findFirst();
    }

    public boolean reviews(String area) {
        return areas.stream().anyMatch(given -> given.area().equals(area));
    }
}
