package io.costledger.core.attribution;

import io.costledger.core.account.CodePoints;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;

/**
 * Tarjan's strongly connected components (SIAM J. Comput. 1, 1972), without recursion so that a
 * long chain of platforms can't exhaust the stack.
 */
final class StronglyConnected {
  private final NavigableMap<String, NavigableSet<String>> edges;
  private final Map<String, Integer> indices = new HashMap<>();
  private final Map<String, Integer> lows = new HashMap<>();
  private final Deque<String> open = new ArrayDeque<>();
  private final Set<String> isOpen = new HashSet<>();
  private final List<List<String>> groups = new ArrayList<>();

  private StronglyConnected(NavigableMap<String, NavigableSet<String>> edges) {
    this.edges = edges;
  }

  /** One node whose edges are being followed. */
  private record Frame(String node, Iterator<String> rest) {}

  /** Each group ascends. So do, among themselves, the groups that no other has an edge to. */
  static List<List<String>> groupsOf(NavigableMap<String, NavigableSet<String>> edges) {
    StronglyConnected search = new StronglyConnected(edges);
    for (String node : edges.keySet()) {
      if (!search.indices.containsKey(node)) {
        search.follow(node);
      }
    }
    return search.groups;
  }

  private void follow(String start) {
    Deque<Frame> path = new ArrayDeque<>();
    path.push(enter(start));
    while (!path.isEmpty()) {
      Frame frame = path.element();
      if (frame.rest().hasNext()) {
        String next = frame.rest().next();
        if (!indices.containsKey(next)) {
          path.push(enter(next));
        } else if (isOpen.contains(next)) {
          lows.merge(frame.node(), index(next), Math::min);
        }
      } else {
        path.pop();
        leave(frame.node());
        Frame parent = path.peek();
        if (parent != null) {
          lows.merge(parent.node(), low(frame.node()), Math::min);
        }
      }
    }
  }

  private Frame enter(String node) {
    indices.put(node, indices.size());
    lows.put(node, index(node));
    open.push(node);
    isOpen.add(node);
    NavigableSet<String> to = edges.get(node);
    return new Frame(node, to == null ? List.<String>of().iterator() : to.iterator());
  }

  private void leave(String node) {
    if (low(node) != index(node)) {
      return;
    }
    List<String> group = new ArrayList<>();
    String member;
    do {
      member = open.pop();
      isOpen.remove(member);
      group.add(member);
    } while (!member.equals(node));
    group.sort(CodePoints.ORDER);
    groups.add(group);
  }

  private int index(String node) {
    return indices.getOrDefault(node, -1);
  }

  private int low(String node) {
    return lows.getOrDefault(node, -1);
  }
}
