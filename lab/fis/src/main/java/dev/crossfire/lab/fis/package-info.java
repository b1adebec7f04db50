/**
 * Speaks the AWS Fault Injection Service API over loopback HTTP and executes its experiments on an
 * {@link dev.crossfire.lab.fis.ResourceInventory}.
 *
 * <p>This package is what others code against: the inventory and its resources, the actions, the limits, and time.
 * {@code .actions} has the actions, {@code .model} the requests and answers, {@code .engine} the execution,
 * {@code .http} the endpoint to open. To add an action, implement {@link dev.crossfire.lab.fis.FisAction} in one file
 * of {@code .actions}, and name it in {@code ShippedActions}.
 *
 * <h2>As AWS</h2>
 *
 * <ul>
 *   <li>Paths, members, their bounds, error types and statuses, the enumerations of states: AWS's service model.
 *   <li>What {@code StartExperiment} answers (initiating, its actions pending) and {@code StopExperiment} (stopping),
 *       with their reasons and times: the examples of the AWS CLI.
 *   <li>Targets are resolved once, before any action; ARNs exclude tags and filters; tags are ANDed, filters ANDed,
 *       their values ORed; a percentage is rounded down and fails below one resource: the user guide.
 *   <li>The safety lever stops what runs and cancels what comes: the user guide. Its reason changes only with its
 *       status: reported by a client's documentation.
 *   <li>The Resource Groups Tagging API at the same address: {@code GetResources} by ARNs, without those that carry no
 *       tags.
 *   <li>The messages for an unknown action, an unexpected target, and ARNs together with tags: seen in bug reports.
 * </ul>
 *
 * <h2>Guessed, where no public source exists</h2>
 *
 * <ul>
 *   <li>The messages of all other refusals, and which of several is the first.
 *   <li>A client token that comes again with other parameters is a conflict; stopping what has ended is invalid.
 *   <li>{@code COUNT(n)} of fewer than n resources takes them all; an ARN that does not exist resolves to nothing.
 *   <li>A failed action stops the others and fails the experiment; actions that never began end as cancelled.
 *   <li>A preview skips targets that resolve to nothing even if the template demands a failure.
 *   <li>An experiment whose alarm does not exist fails, and one whose alarm fires already is stopped before it acts.
 *   <li>Listings come oldest first. The quota of parallel actions is counted by depth in the order of starts.
 * </ul>
 *
 * <h2>Unlike AWS, on purpose</h2>
 *
 * <ul>
 *   <li>Actions that begin with {@code lab:} are its own, on things that AWS does not let be broken.
 *   <li>A task's network is the one link that leads to it: what it sends is delayed or lost on that link only, and only
 *       its own port can be blackholed. Several faults at once on one task add up; AWS refuses the second.
 *   <li>The first action begins within milliseconds, not after some ten seconds.
 *   <li>There is one pair of credentials, for which the endpoint is asked, and it may do everything. Signatures are
 *       verified as AWS verifies them; session tokens and presigned addresses are refused. Only loopback hosts are
 *       answered.
 *   <li>Resources whose tags are requested must be named by ARN; searching by tags or types is refused.
 *   <li>Logs, reports and other target accounts are refused. Roles are checked for their form alone.
 *   <li>Nothing is kept: with the process all experiments end, and their effects with the lab's own processes.
 * </ul>
 */
@NullMarked
package dev.crossfire.lab.fis;

import org.jspecify.annotations.NullMarked;
