#include "segment/name_table.hpp"

#include <cstddef>

namespace rfmeans::segment {
namespace {

/// [recency][frequency][spend]
constexpr TableWords kWithSpend[3][4][3] = {
    // recent
    {{{"New small-basket buyers", "Welcome them and offer free delivery on a fuller second basket."},
      {"Recent newcomers", "Start a welcome series that leads to a second purchase within 30 days."},
      {"New big spenders", "Have a person thank them, and invite them to the loyalty programme at once."}},
     {{"Recent occasional small spenders", "Suggest low-priced add-ons to what they just bought."},
      {"Recent occasional buyers", "Send reminders that match their last purchase to shorten the time to the next."},
      {"Recent big-ticket buyers", "Offer accessories and services for what they bought; ask what they need next."}},
     {{"Active small spenders", "Bundle popular items to raise the basket value."},
      {"Potential loyalists", "Invite them to the loyalty programme and recommend across categories."},
      {"Promising big spenders", "Upsell premium lines and give early access to keep the pace."}},
     {{"Frequent bargain buyers", "Offer multi-buy deals and spend thresholds; avoid blanket discounts."},
      {"Loyal regulars", "Reward loyalty with points and ask for reviews and referrals."},
      {"Champions", "Reward them, give early access, and ask for referrals; no discounts needed."}}},
    // cooling
    {{{"Cooling small one-timers", "Send one inexpensive second-purchase offer by e-mail, then reduce the frequency."},
      {"Cooling one-timers", "Send a second-purchase voucher with an end date."},
      {"Cooling big-ticket one-timers", "Follow up in person on the purchase and offer a related premium item."}},
     {{"Occasional small spenders", "Keep them in the newsletter; spend little on them."},
      {"Occasional buyers", "Remind them with seasonal bestsellers and a reason to return now."},
      {"Occasional big spenders", "Announce new premium items to them first, at the time of their usual purchase."}},
     {{"Steady small spenders", "Raise the basket with bundles and delivery thresholds."},
      {"Core customers", "Keep in touch with personal recommendations and loyalty points."},
      {"Big spenders", "Offer premium lines and personal service; watch for a longer pause."}},
     {{"Frequent small spenders", "Move them to subscriptions or multi-packs."},
      {"Steady regulars", "Renew their interest with loyalty rewards before they pause longer."},
      {"Loyal big spenders", "Give them a personal contact and a VIP offer now, before they drift."}}},
    // lapsed
    {{{"Lapsed small one-timers", "Leave them out of paid campaigns; try one low-cost win-back, then suppress."},
      {"Lapsed one-timers", "Send one win-back offer; suppress those who do not answer."},
      {"Lapsed big-ticket one-timers", "Send one personal win-back message with news about what they bought."}},
     {{"Lapsed small spenders", "Cap the spend: one automated win-back, then suppress."},
      {"Lapsed occasional buyers", "Send a win-back offer with an end date and ask why they left."},
      {"Lapsed big spenders", "Call or write in person with a strong win-back offer."}},
     {{"Drifting small spenders", "Send an automated reminder with a small voucher."},
      {"At risk", "Send one strong win-back message with a limited offer and ask for feedback."},
      {"At-risk big spenders", "Win them back in person with a valuable, limited offer."}},
     {{"At-risk bargain buyers", "Announce the deals they used to buy, for a limited time."},
      {"At-risk regulars", "Ask what went wrong and reactivate their loyalty points."},
      {"At-risk champions", "Contact them in person now; they were among the best customers."}}}};

/// [recency][frequency]
constexpr TableWords kWithoutSpend[3][4] = {
    {{"Recent newcomers", "Start a welcome series that leads to a second purchase within 30 days."},
     {"Recent occasional buyers", "Send reminders that match their last purchase to shorten the time to the next."},
     {"Potential loyalists", "Invite them to the loyalty programme and recommend across categories."},
     {"Champions", "Reward them, give early access, and ask for referrals; no discounts needed."}},
    {{"Cooling one-timers", "Send a second-purchase voucher with an end date."},
     {"Occasional buyers", "Remind them with seasonal bestsellers and a reason to return now."},
     {"Core customers", "Keep in touch with personal recommendations and loyalty points."},
     {"Loyal regulars", "Renew their interest with loyalty rewards before they pause longer."}},
    {{"Lapsed one-timers", "Send one win-back offer; suppress those who do not answer."},
     {"Lapsed occasional buyers", "Send a win-back offer with an end date and ask why they left."},
     {"At risk", "Send one strong win-back message with a limited offer and ask for feedback."},
     {"At-risk regulars", "Ask what went wrong and reactivate their loyalty points."}}};

}  // namespace

TableWords words_with_spend(RecencyLevel recency, FrequencyLevel frequency, SpendLevel spend) {
    return kWithSpend[static_cast<std::size_t>(recency)][static_cast<std::size_t>(frequency)]
                     [static_cast<std::size_t>(spend)];
}

TableWords words_without_spend(RecencyLevel recency, FrequencyLevel frequency) {
    return kWithoutSpend[static_cast<std::size_t>(recency)][static_cast<std::size_t>(frequency)];
}

}  // namespace rfmeans::segment
