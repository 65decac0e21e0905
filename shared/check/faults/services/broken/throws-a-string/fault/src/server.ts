throw "the shelf is empty";
