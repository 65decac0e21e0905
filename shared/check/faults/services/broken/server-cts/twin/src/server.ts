import "./shop.cts";
